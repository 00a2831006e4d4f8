package dev.openbell.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.openbell.chassis.start.UnusableSetting;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.grpc.annotation.GrpcChannel;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real gRPC servers and lines with real certificates. */
class TlsTest {
    private static final X509Bundle VENUE = authority("the venue"), FOREIGN = authority("somebody else");
    private static final X509Bundle MATCHER = issued(VENUE, "localhost"), EDGE = issued(VENUE, "edge-api");

    @TempDir
    Path folder;

    private @Nullable ApplicationContext matcher;

    @AfterEach
    void closes() {
        if (matcher != null) matcher.close();
    }

    @Test
    void servicesOfOneAuthorityTalkToEachOther() throws IOException {
        int port = serves(mutual(MATCHER));

        assertThat(answersTo(mutual(EDGE), port)).isTrue();
    }

    @Test
    void row40_whoeverHasNoCertificateOfTheAuthorityStaysOutside() throws IOException {
        int port = serves(mutual(MATCHER));

        assertThat(answersTo(with(EDGE), port)).isTrue();
        assertThat(answersTo(withoutCertificate(), port)).isFalse();
        assertThat(answersTo(with(issued(FOREIGN, "edge-api")), port)).isFalse();
        assertThat(answersTo(with(expired()), port)).isFalse();
        assertThat(answersTo((SslContext) null, port)).isFalse();
    }

    @Test
    void noServiceIsCalledThatIsNotWhoItShouldBe() throws IOException {
        assertThat(answersTo(mutual(EDGE), serves(tls(issued(FOREIGN, "localhost")))))
                .isFalse();
        closes();
        assertThat(answersTo(mutual(EDGE), serves(mutual(issued(VENUE, "auth-service")))))
                .isFalse();
    }

    @Test
    void withoutAnAuthorityBotsNeedNoCertificateAndServicesTrustWhomJavaTrusts() throws IOException {
        int port = serves(tls(MATCHER));

        assertThat(answersTo(withoutCertificate(), port)).isTrue();
        assertThat(answersTo(tls(EDGE), port)).isFalse();
        assertThat(answersTo((SslContext) null, port)).isFalse();
    }

    @Test
    void whatIsHalfSetOrCannotBeReadStopsTheService() throws IOException {
        var cert = file("cert", EDGE.getCertificatePathPEM());
        var key = file("key", EDGE.getPrivateKeyPEM());
        var other = file("other", MATCHER.getPrivateKeyPEM());
        var old = expired();
        var nothing = file("nothing", "-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n");

        isRefused("", key, "", "GRPC_TLS_CERT is not set");
        isRefused(cert, "", "", "GRPC_TLS_KEY is not set");
        isRefused("", "", cert, "GRPC_TLS_CA is of no use");
        isRefused(folder + "/none", key, "", "GRPC_TLS_CERT names the file");
        isRefused(nothing, key, "", "GRPC_TLS_CERT names the file");
        isRefused(cert, cert, "", "GRPC_TLS_KEY names the file");
        isRefused(cert, key, key, "GRPC_TLS_CA names the file");
        isRefused(cert, other, "", "GRPC_TLS_KEY is not the key of GRPC_TLS_CERT");
        isRefused(
                file("old", old.getCertificatePathPEM()),
                file("old-key", old.getPrivateKeyPEM()),
                "",
                "GRPC_TLS_CERT and GRPC_TLS_KEY cannot be used: NotAfter");
    }

    private static void isRefused(String cert, String key, String ca, String why) {
        assertThatThrownBy(() -> new Tls(cert, key, ca))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageStartingWith(why)
                .hasMessageNotContaining("\n");
    }

    private int serves(Map<String, Object> tls) {
        var settings = new HashMap<>(tls);
        settings.put("grpc.server.port", 0);
        matcher = ApplicationContext.run(settings);
        return matcher.getBean(GrpcEmbeddedServer.class).start().getPort();
    }

    /** Whether a service that is set up like this gets an answer. */
    private static boolean answersTo(Map<String, Object> tls, int port) {
        var settings = new HashMap<>(tls);
        settings.put("spec", "tls");
        settings.put("grpc.channels.matcher.target", "localhost:" + port);
        try (var edge = ApplicationContext.run(settings)) {
            return answers(edge.getBean(Edge.class).line);
        }
    }

    /** Whether a bot that comes like this gets an answer. */
    private static boolean answersTo(@Nullable SslContext tls, int port) {
        var target = NettyChannelBuilder.forTarget("localhost:" + port);
        var line = (tls == null ? target.usePlaintext() : target.sslContext(tls)).build();
        try {
            return answers(line);
        } finally {
            line.shutdownNow();
        }
    }

    private static boolean answers(ManagedChannel line) {
        try {
            var health = HealthGrpc.newBlockingStub(line).withDeadlineAfter(60, TimeUnit.SECONDS);
            return health.check(HealthCheckRequest.getDefaultInstance()).isInitialized();
        } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
            return false;
        }
    }

    @Singleton
    @Requires(property = "spec", value = "tls")
    record Edge(@GrpcChannel("matcher") ManagedChannel line) {}

    private Map<String, Object> mutual(X509Bundle own) throws IOException {
        var settings = new HashMap<>(tls(own));
        settings.put("openbell.grpc.tls.ca", file("ca", VENUE.getCertificatePEM()));
        return settings;
    }

    private Map<String, Object> tls(X509Bundle own) throws IOException {
        var name = own.getCertificate().getSerialNumber().toString();
        return Map.of(
                "micronaut.application.name", "door",
                "openbell.grpc.tls.cert", file(name + ".pem", own.getCertificatePathPEM()),
                "openbell.grpc.tls.key", file(name + ".key", own.getPrivateKeyPEM()));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static SslContext with(X509Bundle own) throws SSLException {
        return GrpcSslContexts.forClient()
                .trustManager(VENUE.getCertificate())
                .keyManager(own.getKeyPair().getPrivate(), own.getCertificatePath())
                .build();
    }

    private static SslContext withoutCertificate() throws SSLException {
        return GrpcSslContexts.forClient().trustManager(VENUE.getCertificate()).build();
    }

    private static X509Bundle authority(String name) {
        return built(() -> new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned());
    }

    private static X509Bundle issued(X509Bundle authority, String host) {
        return built(() -> new CertificateBuilder()
                .subject("CN=" + host)
                .addSanDnsName(host)
                .buildIssuedBy(authority));
    }

    private static X509Bundle expired() {
        var yesterday = Instant.now().minus(Duration.ofDays(1));
        return built(() -> new CertificateBuilder()
                .subject("CN=edge-api")
                .notBefore(yesterday.minus(Duration.ofDays(1)))
                .notAfter(yesterday)
                .buildIssuedBy(VENUE));
    }

    private static X509Bundle built(Callable<X509Bundle> bundle) {
        try {
            return bundle.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
