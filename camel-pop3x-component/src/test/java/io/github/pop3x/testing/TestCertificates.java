/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on
 * an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the
 * specific language governing permissions and limitations under the License.
 */
package io.github.pop3x.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for tests, each made when it is first asked for by the JDK's own {@code keytool}, kept in a temporary
 * directory until the JVM ends. All but {@link #SELF_SIGNED} and {@link #APPLIANCE} come from one authority, the one that
 * {@link #trustingClient} and {@link #trustStore} trust. Thread-safe.
 */
public enum TestCertificates {
    /** Right in every way, for {@code localhost} and 127.0.0.1. */
    LOCALHOST("dns:localhost,ip:127.0.0.1", List.of()),
    /** Valid, but for {@code mail.example.org}. */
    WRONG_HOST("dns:mail.example.org", List.of()),
    /** For {@code localhost}, but it expired a week ago. */
    EXPIRED("dns:localhost,ip:127.0.0.1", List.of("-startdate", "-37d", "-validity", "30")),
    /** For {@code localhost}, but nobody whom a client trusts has signed it. */
    SELF_SIGNED("dns:localhost,ip:127.0.0.1", List.of()),
    /** As appliances make them for themselves: the address is a common name, which no client takes for one. */
    APPLIANCE("", List.of());

    /** Protects every store made here. It protects nothing: the keys die with the JVM. */
    public static final String PASSWORD = "changeit";

    private static final String SERVER = "server";
    private static final String AUTHORITY = "authority";

    private final String names;
    private final List<String> validity;
    private Path keyStore;

    TestCertificates(String names, List<String> validity) {
        this.names = names;
        this.validity = validity;
    }

    /** A TLS context for a server that shows this certificate. */
    public SSLContext server() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(keyStore()), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A TLS context for a client that trusts the authority of these certificates and nobody else. */
    public static SSLContext trustingClient() {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trustStore()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate itself, for instance to pin it. */
    public X509Certificate certificate() {
        try {
            return (X509Certificate) load(keyStore()).getCertificate(SERVER);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A PKCS 12 file with key and certificate chain, under {@link #PASSWORD}. */
    public synchronized Path keyStore() {
        if (keyStore == null) {
            keyStore = this == SELF_SIGNED || this == APPLIANCE ? generate(Home.newStore()) : signedByAuthority();
        }
        return keyStore;
    }

    /** A PKCS 12 file with the authority's certificate, under {@link #PASSWORD}. */
    public static Path trustStore() {
        return Home.TRUST;
    }

    /** keytool signs with a key of the same store; a server then has no business with the authority's key. */
    private Path signedByAuthority() {
        try {
            Path store = generate(Files.copy(Home.AUTHORITY_KEYS, Home.newStore()), "-signer", AUTHORITY);
            KeyStore keys = load(store);
            keys.deleteEntry(AUTHORITY);
            save(keys, store);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path generate(Path store, String... signer) {
        String commonName = this == APPLIANCE ? "127.0.0.1" : name();
        var options = new ArrayList<>(List.of("-alias", SERVER, "-dname", "CN=" + commonName));
        if (!names.isEmpty()) {
            options.addAll(List.of("-ext", "san=" + names));
        }
        options.addAll(List.of(signer));
        options.addAll(validity.isEmpty() ? List.of("-validity", "30") : validity);
        return keytool(store, options);
    }

    private static Path keytool(Path store, List<String> options) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                store.toString()));
        command.addAll(options);
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore load(Path store) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void save(KeyStore keys, Path store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(store)) {
            keys.store(out, PASSWORD.toCharArray());
        }
    }

    /** The directory of this JVM's stores, and the authority in it; made when first touched. */
    private static final class Home {
        private static final Path DIRECTORY = directory();
        private static final Path AUTHORITY_KEYS = keytool(
                newStore(),
                List.of(
                        "-alias",
                        AUTHORITY,
                        "-dname",
                        "CN=Test authority",
                        "-ext",
                        "bc:c",
                        "-validity",
                        "365",
                        "-startdate",
                        "-100d"));
        private static final Path TRUST = trust();

        private static Path directory() {
            try {
                Path directory = Files.createTempDirectory("pop3x-test-certificates");
                directory.toFile().deleteOnExit();
                return directory;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path trust() {
            try {
                KeyStore trust = KeyStore.getInstance("PKCS12");
                trust.load(null, null);
                trust.setCertificateEntry(AUTHORITY, load(AUTHORITY_KEYS).getCertificate(AUTHORITY));
                Path store = newStore();
                save(trust, store);
                return store;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        /** A name for a store that does not exist yet, deleted on exit (before its directory: last in, first out). */
        private static Path newStore() {
            Path store = DIRECTORY.resolve(System.nanoTime() + ".p12");
            store.toFile().deleteOnExit();
            return store;
        }
    }
}
