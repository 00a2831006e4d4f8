package dev.openbell.auth.keys;

import dev.openbell.auth.mail.Mailroom;
import dev.openbell.auth.registry.Directory;
import dev.openbell.auth.registry.Names;
import dev.openbell.auth.registry.Registrar;
import dev.openbell.auth.token.Secret;
import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.chassis.ids.Ids;
import dev.openbell.chassis.refusal.Code;
import dev.openbell.chassis.refusal.Refusal;
import dev.openbell.chassis.time.Micros;
import dev.openbell.events.v1.Audit;
import dev.openbell.events.v1.CreateApiKey;
import dev.openbell.events.v1.MailKind;
import dev.openbell.events.v1.RevokeApiKey;
import dev.openbell.events.v1.UseApiKey;
import dev.openbell.events.v1.UserCommand;
import dev.openbell.users.v1.ApiKeyRecord;
import dev.openbell.users.v1.ListApiKeysResponse;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keys with which bots sign in. The secret of one is shown when it is made and never again. */
@Singleton
public final class ApiKeys {
    private static final Set<String> GRANTABLE = Set.of("read", "trade");
    private static final long MINUTE = 60_000_000; // microseconds

    /** A new key, and the only sight of its secret. */
    public record Made(ApiKeyRecord key, Secret secret) {}

    private final Directory directory;
    private final Registrar registrar;
    private final TokenIssuer tokens;
    private final Mailroom mailroom;

    ApiKeys(Directory directory, Registrar registrar, TokenIssuer tokens, Mailroom mailroom) {
        this.directory = directory;
        this.registrar = registrar;
        this.tokens = tokens;
        this.mailroom = mailroom;
    }

    /** A bot shows its key and gets a token. Whatever is wrong with the key, it is told the same. */
    public TokenIssuer.Issued issueToken(String keyId, String secret) {
        var found = find(keyId);
        var key = found.filter(known -> new Secret(secret).hasHash(known.getSecretHash()))
                .filter(ApiKeys::isAlive)
                .orElseThrow(() -> refused(keyId, found, Code.UNAUTHENTICATED, "The API key is not valid"));
        var owner = directory.user(key.getUserId());
        if (owner.isEmpty() || owner.get().getSuspended()) {
            throw refused(keyId, found, Code.FORBIDDEN, "The account is suspended");
        }
        noteUse(key);
        return tokens.forKey(key, owner.get());
    }

    /** At most once a minute: a bot that wants a token for every call writes no log of its own. */
    private void noteUse(ApiKeyRecord key) {
        if (Micros.now() - key.getLastUsedAtMicros() < MINUTE) return;
        var use = UseApiKey.newBuilder().setKeyId(key.getKeyId()).setUserId(key.getUserId());
        registrar.note(key.getUserId(), UserCommand.newBuilder().setUseApiKey(use));
    }

    /** What is no key's id is not remembered: it may be a secret in the wrong place. */
    private Refusal refused(String keyId, Optional<ApiKeyRecord> found, Code code, String why) {
        registrar.remember(Audit.newBuilder()
                .setAction("token_refused")
                .setUserId(found.map(ApiKeyRecord::getUserId).orElse(""))
                .setDetail(isKey(keyId) ? keyId : ""));
        return new Refusal(code, why);
    }

    /**
     * Makes a key for a person, who is mailed that there is one more.
     *
     * @param draft what the caller chooses of it: name, scopes, and when it ends, if it does
     */
    public Made create(String userId, ApiKeyRecord draft) {
        var owner = directory.profile(userId).orElseThrow(() -> new Refusal(Code.NOT_FOUND, "There is no such user"));
        var made = make(userId, draft);
        mailroom.tell(MailKind.API_KEY_MADE, owner);
        return made;
    }

    /** Makes a key. */
    Made make(String userId, ApiKeyRecord draft) {
        var secret = Secret.draw();
        var create = CreateApiKey.newBuilder()
                .setKeyId(Ids.random())
                .setUserId(userId)
                .setName(validName(draft.getName()))
                .addAllScopes(validScopes(draft.getScopesList()))
                .setSecretHash(secret.hash());
        if (draft.hasExpiresAtMicros()) create.setExpiresAtMicros(validEnd(draft.getExpiresAtMicros()));

        var command = UserCommand.newBuilder().setCreateApiKey(create);
        var event = registrar.commit(userId, command);
        return switch (event.getOutcome()) {
            case DONE ->
                new Made(
                        draft.toBuilder()
                                .setKeyId(create.getKeyId())
                                .setUserId(userId)
                                .setName(create.getName())
                                .setCreatedAtMicros(command.getRequestedAtMicros())
                                .build(),
                        secret);
            case TOO_MANY ->
                throw new Refusal(Code.LIMIT_EXCEEDED, "There are as many keys as one may have; revoke one first");
            default -> throw new IllegalStateException("A key could not be made: " + event.getOutcome());
        };
    }

    public ListApiKeysResponse of(String userId, int limit, String cursor) {
        return directory.apiKeysOf(userId, limit, cursor);
    }

    public void revoke(String userId, String keyId) {
        if (!isKey(keyId)) throw unknown();
        var revoke = RevokeApiKey.newBuilder().setKeyId(keyId).setUserId(userId);
        var event = registrar.commit(userId, UserCommand.newBuilder().setRevokeApiKey(revoke));
        switch (event.getOutcome()) {
            case DONE -> {}
            case NOT_FOUND -> throw unknown();
            default -> throw new IllegalStateException("A key could not be revoked: " + event.getOutcome());
        }
    }

    private Optional<ApiKeyRecord> find(String id) {
        return isKey(id) ? directory.apiKey(id) : Optional.empty();
    }

    private static boolean isKey(String id) {
        return Ids.parse(id) >= 0;
    }

    private static Refusal unknown() {
        return new Refusal(Code.NOT_FOUND, "There is no such key");
    }

    private static boolean isAlive(ApiKeyRecord key) {
        return !key.getRevoked() && (!key.hasExpiresAtMicros() || key.getExpiresAtMicros() > Micros.now());
    }

    private static String validName(String text) {
        var name = Names.valid(text);
        if (name.isEmpty()) throw Refusal.invalid("name", "is required");
        return name;
    }

    private static List<String> validScopes(List<String> scopes) {
        if (scopes.isEmpty() || !GRANTABLE.containsAll(scopes)) {
            throw Refusal.invalid("scopes", "must be read, trade or both");
        }
        return scopes.stream().distinct().toList();
    }

    private static long validEnd(long micros) {
        if (micros <= Micros.now()) throw Refusal.invalid("expires_at", "must be in the future");
        return micros;
    }
}
