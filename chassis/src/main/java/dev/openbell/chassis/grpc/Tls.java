package dev.openbell.chassis.grpc;

import dev.openbell.chassis.start.UnusableSetting;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * TLS on every gRPC line, where {@code GRPC_TLS_CERT} and {@code GRPC_TLS_KEY} name files. {@code GRPC_TLS_CA} makes it mutual: only who
 * has a certificate of that authority is let in, and only such a service is called. Without it a service must be vouched for by an
 * authority that Java knows.
 */
@Context
final class Tls {
    private static final String CERT = "GRPC_TLS_CERT", KEY = "GRPC_TLS_KEY", CA = "GRPC_TLS_CA";

    private final @Nullable SslContext serving;
    private final @Nullable SslContext calling;

    Tls(
            @Value("${openbell.grpc.tls.cert}") String certFile,
            @Value("${openbell.grpc.tls.key}") String keyFile,
            @Value("${openbell.grpc.tls.ca}") String caFile)
            throws SSLException {
        if (certFile.isEmpty() && keyFile.isEmpty()) {
            if (!caFile.isEmpty()) throw new UnusableSetting(CA + " is of no use without " + CERT + " and " + KEY);
            serving = null;
            calling = null;
            return;
        }
        if (certFile.isEmpty()) throw new UnusableSetting(CERT + " is not set, but " + KEY + " is");
        if (keyFile.isEmpty()) throw new UnusableSetting(KEY + " is not set, but " + CERT + " is");
        var certificates = new PemFile(CERT, certFile).certificates();
        var key = keyOf(certificates.getFirst(), new PemFile(KEY, keyFile));
        var server = GrpcSslContexts.configure(SslContextBuilder.forServer(key, certificates));
        var client = GrpcSslContexts.forClient();
        if (!caFile.isEmpty()) {
            var authority = new PemFile(CA, caFile).certificates();
            server.trustManager(authority).clientAuth(ClientAuth.REQUIRE);
            client.trustManager(authority).keyManager(key, certificates);
        }
        serving = server.build();
        calling = client.build();
    }

    NettyServerBuilder secure(NettyServerBuilder server) {
        return serving == null ? server : server.sslContext(serving);
    }

    NettyChannelBuilder secure(NettyChannelBuilder line) {
        return calling == null ? line.usePlaintext() : line.sslContext(calling);
    }

    /** The key, if the certificate vouches for what it signs, and does so now. Otherwise the service would start, and no line ever open. */
    private static PrivateKey keyOf(X509Certificate certificate, PemFile file) {
        var known = certificate.getPublicKey();
        var key = file.privateKey(known.getAlgorithm());
        try {
            certificate.checkValidity();
            var pen = Signature.getInstance(signatureOf(known));
            pen.initSign(key);
            var signed = pen.sign();
            pen.initVerify(known);
            if (pen.verify(signed)) return key;
        } catch (GeneralSecurityException e) {
            throw new UnusableSetting(CERT + " and " + KEY + " cannot be used: " + e.getMessage());
        }
        throw new UnusableSetting(KEY + " is not the key of " + CERT);
    }

    private static String signatureOf(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> key.getAlgorithm();
        };
    }
}
