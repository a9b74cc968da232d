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

import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;

import org.apache.camel.support.jsse.CipherSuitesParameters;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.SecureSocketProtocolsParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.springframework.boot.ssl.SslBundle;

/** One of Spring Boot's SSL bundles as the option {@code sslContextParameters} of an endpoint. */
public final class SslBundleParameters {

    private SslBundleParameters() {}

    /**
     * Trust, keys, protocols and cipher suites of a bundle.
     *
     * @param bundle read as an endpoint starts: one that is reloaded counts from the next start on
     * @return for one or for many endpoints
     */
    public static SSLContextParameters of(SslBundle bundle) {
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setSecureSocketProtocol(bundle.getProtocol());
        parameters.setTrustManagers(new Trust(bundle));
        parameters.setKeyManagers(new Keys(bundle));
        String[] protocols = bundle.getOptions().getEnabledProtocols();
        if (protocols != null) {
            SecureSocketProtocolsParameters enabled = new SecureSocketProtocolsParameters();
            enabled.setSecureSocketProtocol(List.of(protocols));
            parameters.setSecureSocketProtocols(enabled);
        }
        String[] ciphers = bundle.getOptions().getCiphers();
        if (ciphers != null) {
            CipherSuitesParameters enabled = new CipherSuitesParameters();
            enabled.setCipherSuite(List.of(ciphers));
            parameters.setCipherSuites(enabled);
        }
        return parameters;
    }

    private static final class Trust extends TrustManagersParameters {

        private final SslBundle bundle;

        Trust(SslBundle bundle) {
            this.bundle = bundle;
        }

        @Override
        public TrustManager[] createTrustManagers() throws GeneralSecurityException {
            return bundle.getManagers().getTrustManagers();
        }
    }

    private static final class Keys extends KeyManagersParameters {

        private final SslBundle bundle;

        Keys(SslBundle bundle) {
            this.bundle = bundle;
        }

        @Override
        public KeyManager[] createKeyManagers() throws GeneralSecurityException {
            return bundle.getManagers().getKeyManagers();
        }
    }
}
