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
package io.github.pop3x.testing.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import io.github.pop3x.testing.TestCertificates;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Signatures of S/MIME in {@code multipart/signed} (RFC 8551 §3.5.3), made and verified with a certificate that nobody
 * but its owner has signed. Octets are held as ISO 8859-1 text, a character each.
 */
public final class SmimeSignature {

    private static final String BOUNDARY = "signed";
    private static final TestCertificates SIGNER = TestCertificates.SELF_SIGNED;

    private SmimeSignature() {}

    /**
     * Makes a signed mail.
     *
     * @param fields of the mail, each with its line end
     * @param part   what is signed: the first part, its fields and its body
     * @return the mail
     */
    public static byte[] sign(String fields, String part) throws GeneralSecurityException, IOException {
        String signature = Base64.getMimeEncoder().encodeToString(detached(octets(part)));
        return octets(fields
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";\r\n"
                + "\tmicalg=sha-256; boundary=" + BOUNDARY + "\r\n"
                + "\r\n"
                + "--" + BOUNDARY + "\r\n"
                + part
                + "\r\n--" + BOUNDARY + "\r\n"
                + "Content-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                + "Content-Transfer-Encoding: base64\r\n"
                + "\r\n"
                + signature
                + "\r\n--" + BOUNDARY + "--\r\n");
    }

    private static byte[] detached(byte[] part) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] password = TestCertificates.PASSWORD.toCharArray();
        try (InputStream in = Files.newInputStream(SIGNER.keyStore())) {
            store.load(in, password);
        }
        var key = (PrivateKey) store.getKey(store.aliases().nextElement(), password);
        try {
            var generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key, SIGNER.certificate()));
            generator.addCertificates(new JcaCertStore(List.of(SIGNER.certificate())));
            return generator.generate(new CMSProcessableByteArray(part)).getEncoded();
        } catch (OperatorCreationException | CMSException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Whether the signature, the second part of a mail, is the signer's and is of the octets of the first. */
    public static boolean verifies(byte[] mail) throws GeneralSecurityException {
        // The line end before a boundary belongs to the boundary (RFC 2046 §5.1.1): it is not signed (RFC 1847 §2.1).
        String[] parts = new String(mail, StandardCharsets.ISO_8859_1).split("\r\n--" + BOUNDARY + "(--)?\r\n");
        byte[] signature = Base64.getMimeDecoder().decode(parts[2].substring(parts[2].indexOf("\r\n\r\n")));
        X509Certificate certificate = SIGNER.certificate();
        try {
            var signed = new CMSSignedData(new CMSProcessableByteArray(octets(parts[1])), signature);
            SignerInformation signer =
                    signed.getSignerInfos().getSigners().iterator().next();
            return signer.verify(new JcaSimpleSignerInfoVerifierBuilder().build(certificate));
        } catch (CMSSignerDigestMismatchException e) {
            return false;
        } catch (OperatorCreationException | CMSException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
