package dev.openbell.auth.session;

import dev.openbell.auth.token.TokenIssuer;
import dev.openbell.users.v1.UserRecord;
import java.time.Instant;

/** Somebody is signed in: with this they may act now, and with that go on. */
public record Session(UserRecord user, TokenIssuer.Issued access, RefreshToken refresh, Instant refreshEndsAt) {}
