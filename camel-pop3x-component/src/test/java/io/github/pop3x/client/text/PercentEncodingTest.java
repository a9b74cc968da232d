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
package io.github.pop3x.client.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class PercentEncodingTest {

    @Test
    void aPlusStandsForItselfAndOctetsAreUtf8() {
        assertEquals("a+b @\u00e9%", PercentEncoding.decode("a+b%20%40%C3%a9%25"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3%zzcret", "s3cret%", "s3cret%4"})
    void aFailureQuotesNothing(String encoded) {
        IllegalArgumentException failure =
                assertThrows(IllegalArgumentException.class, () -> PercentEncoding.decode(encoded));
        assertEquals("a % needs two hexadecimal digits after it", failure.getMessage());
        assertNull(failure.getCause());
    }
}
