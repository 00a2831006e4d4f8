package dev.openbell.auth.keys;

import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.events.v1.CreateUser;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.UserRecord;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Accounts of the venue's own bots: no password, only keys. One account for each name, and a key for each time it is
 * asked for.
 */
@Singleton
public final class ServiceAccounts {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** Every account has an e-mail; under this domain nobody can ever receive one, so nobody can sign up as a bot. */
    private static final String DOMAIN = "@service.invalid";

    private final Directory directory;
    private final Registrar registrar;
    private final ApiKeys keys;

    ServiceAccounts(Directory directory, Registrar registrar, ApiKeys keys) {
        this.directory = directory;
        this.registrar = registrar;
        this.keys = keys;
    }

    public ApiKeys.Made create(String name, List<String> scopes) {
        if (!NAME.matcher(name).matches()) {
            throw Refusal.invalid("name", "must have 1 to 32 of a-z, 0-9 and -, and begin with a letter");
        }
        var draft = ApiKeyRecord.newBuilder().setName(name).addAllScopes(scopes).build();
        return keys.make(account(name), draft);
    }

    /** Looked up before it is made: while the register is silent no command piles up in the log. */
    private String account(String name) {
        var email = name + DOMAIN;
        return directory.userWithEmail(email).map(UserRecord::getUserId).orElseGet(() -> newAccount(name, email));
    }

    private String newAccount(String name, String email) {
        var create = CreateUser.newBuilder()
                .setUserId(Ids.random())
                .setEmail(email)
                .setName(name)
                .setServiceAccount(true);
        var event = registrar.commit(email, UserCommand.newBuilder().setCreateUser(create));
        return switch (event.getOutcome()) {
            case DONE -> create.getUserId();
            case EMAIL_TAKEN -> throw Refusal.unavailable("Somebody makes the same account at this moment");
            default -> throw new IllegalStateException("A service account was not made: " + event.getOutcome());
        };
    }
}
