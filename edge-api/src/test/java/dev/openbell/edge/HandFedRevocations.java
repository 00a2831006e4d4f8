package dev.openbell.edge;

import dev.openbell.chassis.token.KnownRevocations;
import dev.openbell.chassis.token.RevocationsFromKafka;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;

/** No Kafka tells this test's service what is revoked: the test does. */
@Singleton
@Replaces(RevocationsFromKafka.class)
final class HandFedRevocations extends KnownRevocations {}
