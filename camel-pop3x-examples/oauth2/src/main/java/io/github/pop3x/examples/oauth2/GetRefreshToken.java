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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Obtains a refresh token, and prints the options to set. It stores nothing unless a file is named, and logs nothing.
 *
 * <pre>
 * --authority NAME   google, microsoft, or a file of properties like those in authorities/
 * --client-id ID     as the authority has registered the client; its secret, if any, is in POP3X_CLIENT_SECRET
 * --scope SCOPE      in place of that of the authority
 * --device           the device flow, for a machine without a browser
 * --minutes N        how long the user has; 10 unless it is set
 * --out FILE         writes the options into a new file that its owner alone can read, and shows no token
 * </pre>
 */
final class GetRefreshToken {

    static final String SECRET_VARIABLE = "POP3X_CLIENT_SECRET";

    private static final int MINUTES = 10;
    private static final int MOST_MINUTES = 60;
    private static final String OPTION = "camel.component.pop3xs.oauth2";

    private final PrintStream out;
    private final Consumer<URI> browser;
    private final DeviceFlow.Pause pause;

    private Authority authority;
    private Registration registration;
    private boolean isDevice;
    private Duration limit = Duration.ofMinutes(MINUTES);
    private Optional<Path> file = Optional.empty();

    /**
     * @param out for the user
     * @param browser gets each address that the user is asked to open
     * @param pause waits between two requests of the device flow
     */
    GetRefreshToken(PrintStream out, Consumer<URI> browser, DeviceFlow.Pause pause) {
        this.out = out;
        this.browser = browser;
        this.pause = pause;
    }

    /**
     * Runs it.
     *
     * @param arguments as above
     * @param secret the client's secret; empty for a public client
     * @throws IllegalArgumentException if the arguments are not right
     * @throws TimeoutException if the user has not consented in time
     * @throws IOException if there is no token for any other reason
     */
    void run(List<String> arguments, Optional<String> secret)
            throws IOException, InterruptedException, TimeoutException {
        read(arguments, secret);
        Deadline deadline = Deadline.in(limit);
        String token = isDevice
                ? new DeviceFlow(authority, registration, pause).refreshToken(this::showCode, deadline)
                : new CodeFlow(authority, registration).refreshToken(this::showAddress, deadline);
        String options = options(token);
        if (file.isPresent()) {
            OptionsFile.write(file.get(), options);
            out.println("The options are in " + file.get());
        } else {
            out.println("Set these options. The refresh token is as secret as a password.");
            out.println(options);
        }
    }

    private void read(List<String> arguments, Optional<String> secret) throws IOException {
        Deque<String> words = new ArrayDeque<>(arguments);
        Optional<String> authorityName = Optional.empty();
        Optional<String> clientId = Optional.empty();
        Optional<String> scope = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.remove();
            switch (word) {
                case "--authority" -> authorityName = Optional.of(value(word, words));
                case "--client-id" -> clientId = Optional.of(value(word, words));
                case "--scope" -> scope = Optional.of(value(word, words));
                case "--out" -> file = Optional.of(Path.of(value(word, words)));
                case "--minutes" -> limit = minutes(value(word, words));
                case "--device" -> isDevice = true;
                default -> throw new IllegalArgumentException("There is no argument " + word);
            }
        }
        Authority named = Authority.of(authorityName.orElseThrow(
                () -> new IllegalArgumentException("--authority is missing: google, microsoft, or a file")));
        authority = scope.map(named::withScope).orElse(named);
        registration = new Registration(
                clientId.orElseThrow(() -> new IllegalArgumentException("--client-id is missing")), secret);
    }

    private static String value(String name, Deque<String> words) {
        if (words.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return words.remove();
    }

    private static Duration minutes(String text) {
        if (!text.matches("[0-9]{1,2}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_MINUTES) {
            throw new IllegalArgumentException("--minutes must be a number from 1 to " + MOST_MINUTES);
        }
        return Duration.ofMinutes(Integer.parseInt(text));
    }

    private void showAddress(URI address) {
        out.println("Open this address on this machine, and consent there:");
        out.println(address);
        browser.accept(address);
    }

    private void showCode(URI address, String code) {
        out.println("Open this address on any machine: " + address);
        out.println("and type this code there: " + code);
        browser.accept(address);
    }

    private String options(String token) {
        String secret =
                registration.secret().isPresent() ? OPTION + "ClientSecret = {{env:" + SECRET_VARIABLE + "}}\n" : "";
        return OPTION + "TokenUri = " + authority.tokenUri() + "\n"
                + OPTION + "ClientId = " + registration.id() + "\n"
                + secret
                + OPTION + "Scope = " + authority.scope() + "\n"
                + OPTION + "RefreshToken = " + token + "\n";
    }
}
