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
package io.github.pop3x.mime;

import java.io.IOException;
import java.io.InputStream;

/** The octets of a mail, which can be read any number of times. */
@FunctionalInterface
public interface OctetSource {

    /**
     * Opens the octets for reading from the start.
     *
     * @return never null; closed by the caller
     * @throws IOException if the octets are not there any more, or cannot be read
     */
    InputStream open() throws IOException;
}
