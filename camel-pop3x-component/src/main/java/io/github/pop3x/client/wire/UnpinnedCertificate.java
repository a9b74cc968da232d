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
package io.github.pop3x.client.wire;

import java.security.cert.CertificateException;

/** The server's certificate is not among the pinned ones. */
public final class UnpinnedCertificate extends CertificateException {

    private static final long serialVersionUID = 1L;

    UnpinnedCertificate(String fingerprint) {
        super("the server's certificate is not pinned, its SHA-256 fingerprint is " + fingerprint);
    }
}
