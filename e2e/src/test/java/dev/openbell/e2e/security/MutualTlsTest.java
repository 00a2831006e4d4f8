package dev.openbell.e2e.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.openbell.bench.client.Customer;
import dev.openbell.chassis.grpc.BearerToken;
import dev.openbell.e2e.dsl.RunningVenue;
import dev.openbell.standalone.Venue;
import dev.openbell.standalone.parts.Port;
import dev.openbell.trading.v1.AccountServiceGrpc;
import dev.openbell.trading.v1.GetBalancesRequest;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row 40 on a whole venue: its services reach each other over mutual TLS, and nobody else reaches them. */
class MutualTlsTest {
    @TempDir
    Path data;

    @Test
    void row40_servicesMeetOverMutualTlsAndNobodyElseComesIn() throws Exception {
        var authority = authority("the venue's");
        var services = issuedBy(authority);
        var setup = RunningVenue.small(data)
                .with("GRPC_TLS_CERT", file("services.pem", services.getCertificatePathPEM()))
                .with("GRPC_TLS_KEY", file("services.key", services.getPrivateKeyPEM()))
                .with("GRPC_TLS_CA", file("authority.pem", authority.getCertificatePEM()));
        try (var venue = Venue.start(setup)) {
            var alice =
                    Customer.signUp(venue.addresses().edge(), venue.addresses().inbox(), "alice");
            var order = Map.of("instrument", "BOT-USD", "side", "buy", "type", "limit", "price", "10", "quantity", "1");
            alice.rest().post("/api/v1/orders", order).expect(201);
            alice.rest().get("/api/v1/account/fills").expect(200);

            for (var port : new Port[] {Port.AUTH, Port.MATCHER, Port.HISTORY}) {
                assertThat(answers(venue, port, alice, line().trustManager(authority.getCertificate())))
                        .isEqualTo("UNAVAILABLE");
                assertThat(answers(venue, port, alice, with(issuedBy(authority("somebody's")), authority)))
                        .isEqualTo("UNAVAILABLE");
            }
            assertThat(answers(venue, Port.MATCHER, alice, with(issuedBy(authority), authority)))
                    .isEqualTo("OK");
        }
    }

    /** How a question to a port ends over such a line. */
    private static String answers(Venue venue, Port port, Customer customer, SslContextBuilder tls)
            throws SSLException {
        var line = NettyChannelBuilder.forTarget(venue.addresses().hostAndPort(port))
                .sslContext(tls.build())
                .build();
        try {
            return BareCall.statusOf(() -> {
                var _ = AccountServiceGrpc.newBlockingStub(line)
                        .withCallCredentials(new BearerToken(customer.token(), "test"))
                        .getBalances(GetBalancesRequest.getDefaultInstance());
            });
        } finally {
            line.shutdownNow();
        }
    }

    private static SslContextBuilder with(X509Bundle own, X509Bundle authority) {
        return line().trustManager(authority.getCertificate())
                .keyManager(own.getKeyPair().getPrivate(), own.getCertificatePath());
    }

    private static SslContextBuilder line() {
        return GrpcSslContexts.forClient();
    }

    private static X509Bundle authority(String name) throws Exception {
        return new CertificateBuilder()
                .subject("CN=" + name)
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private static X509Bundle issuedBy(X509Bundle authority) throws Exception {
        return new CertificateBuilder()
                .subject("CN=services")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .buildIssuedBy(authority);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(data.resolve(name), text).toString();
    }
}
