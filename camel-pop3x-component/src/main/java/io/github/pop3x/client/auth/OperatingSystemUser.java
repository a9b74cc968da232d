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
package io.github.pop3x.client.auth;

import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The user who runs this process: the login name of last resort. */
public final class OperatingSystemUser {

    private OperatingSystemUser() {}

    /**
     * The name of the user.
     *
     * @return the property {@code user.name}, else the environment's USER, else LOGNAME; never empty
     * @throws IOException if none of them tells
     */
    public static String name() throws IOException {
        return name(System::getProperty, System::getenv);
    }

    static String name(UnaryOperator<String> properties, UnaryOperator<String> environment) throws IOException {
        return Stream.of(properties.apply("user.name"), environment.apply("USER"), environment.apply("LOGNAME"))
                // Java says "?" for a user that the system's files do not list, as in many containers.
                .filter(name -> name != null && !name.isBlank() && !name.equals("?"))
                .findFirst()
                .orElseThrow(() -> new IOException(
                        "the name of the operating system's user is unknown, who must own the netrc file. Set the system property"
                                + " user.name"));
    }
}
