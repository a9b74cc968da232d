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
package io.github.pop3x.spool;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;

import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/**
 * Encrypts spool files, each with a random key that is only in memory: without the process the file is noise. Safe for
 * any number of threads.
 */
final class SpoolCipher {

    private final String transformation;

    /**
     * @param transformation as {@link Cipher#getInstance(String)} takes it
     * @throws IllegalArgumentException if there is no such cipher
     */
    SpoolCipher(String transformation) {
        this.transformation = transformation;
        newKey();
    }

    OneKey newKey() {
        try {
            SecretKey key =
                    KeyGenerator.getInstance(transformation.split("/")[0]).generateKey();
            Cipher encryptor = Cipher.getInstance(transformation);
            encryptor.init(Cipher.ENCRYPT_MODE, key);
            return new OneKey(key, encryptor);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the spool cipher of stream caching does not work here: " + transformation
                            + ". AES/CTR/NoPadding does",
                    e);
        }
    }

    /** The key of one file: written once, read any number of times. */
    final class OneKey {
        private final SecretKey key;
        private final Cipher encryptor;
        private final AlgorithmParameters parameters;

        private OneKey(SecretKey key, Cipher encryptor) {
            this.key = key;
            this.encryptor = encryptor;
            this.parameters = encryptor.getParameters();
        }

        OutputStream encrypting(OutputStream target) {
            return new CipherOutputStream(target, encryptor);
        }

        InputStream decrypting(InputStream source) {
            try {
                Cipher decryptor = Cipher.getInstance(transformation);
                decryptor.init(Cipher.DECRYPT_MODE, key, parameters);
                return new CipherInputStream(source, decryptor);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("what encrypted cannot decrypt: " + transformation, e);
            }
        }
    }
}
