package dev.openbell.chassis.grpc;

import dev.openbell.chassis.start.UnusableSetting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A file with certificates or a key, as text; the variable that names it is named in every complaint. */
record PemFile(String variable, String path) {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);

    /** All that are in it, at least one. */
    List<X509Certificate> certificates() {
        try {
            var text = new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(text).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (certificates.isEmpty()) throw unusable("holds no certificate");
            return certificates;
        } catch (CertificateException e) {
            throw unusable("holds no certificate that can be used: " + e.getMessage());
        }
    }

    PrivateKey privateKey(String algorithm) {
        var key = KEY.matcher(text());
        if (!key.find()) throw unusable("holds no private key in the form PKCS#8, without a password");
        try {
            var bytes = Base64.getMimeDecoder().decode(key.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw unusable("holds no private key of the kind " + algorithm);
        }
    }

    private String text() {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw unusable("cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private UnusableSetting unusable(String why) {
        return new UnusableSetting(variable + " names the file " + path + ", which " + why);
    }
}
