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
package io.github.pop3x.springboot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A key and a certificate for {@code localhost}, made by the JDK's keytool. */
final class LocalhostCertificate {

    private static final String PASSWORD = "changeit";

    private final Path store;

    private LocalhostCertificate(Path store) {
        this.store = store;
    }

    /**
     * Makes one, valid for a day.
     *
     * @param directory where its store becomes a file
     */
    static LocalhostCertificate in(Path directory) throws IOException {
        Path store = directory.resolve("localhost.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String arguments = " -genkeypair -alias localhost -keyalg EC -groupname secp256r1 -validity 1"
                + " -dname CN=localhost -ext SAN=dns:localhost -storetype PKCS12 -storepass " + PASSWORD
                + " -keystore " + store;
        Process process = new ProcessBuilder((keytool + arguments).split(" "))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
        return new LocalhostCertificate(store);
    }

    /** The properties of a bundle that trusts this certificate and no other. */
    String[] bundle(String name) {
        String prefix = "spring.ssl.bundle.jks." + name + ".truststore.";
        return new String[] {prefix + "location=file:" + store, prefix + "password=" + PASSWORD, prefix + "type=PKCS12"
        };
    }

    /** For a server that shows this certificate. */
    SSLServerSocketFactory serverSockets() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }
}
