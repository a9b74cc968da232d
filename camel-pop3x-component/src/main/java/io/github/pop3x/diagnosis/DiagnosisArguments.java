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
package io.github.pop3x.diagnosis;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.Pop3ClientOptions;
import io.github.pop3x.client.ServerAddress;
import io.github.pop3x.client.TlsMode;
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.text.PercentEncoding;
import io.github.pop3x.client.wire.IpVersion;
import io.github.pop3x.client.wire.PinnedTrust;
import io.github.pop3x.client.wire.ProxyAddress;
import io.github.pop3x.client.wire.Reach;

/**
 * The arguments of the program {@link Pop3Diagnosis}.
 *
 * @param username who logs in
 * @param options of the endpoint, by name, {@code username} not among them
 * @param json whether the report is for machines
 * @param retrieve whether messages are to be retrieved
 */
record DiagnosisArguments(
        String username,
        ServerAddress server,
        TlsMode tls,
        Map<String, String> options,
        boolean json,
        boolean retrieve) {

    static final String USAGE = "pop3xs://user@host[:port][?options] [--retrieve] [--json]";

    private static final Pattern URI =
            Pattern.compile("(?<scheme>pop3xs?):(?://)?(?<place>[^?]*)(?:\\?(?<query>.*))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SECRET =
            Pattern.compile("password|accesstoken|token|secret|oauth2.*", Pattern.CASE_INSENSITIVE);
    private static final String NO_PASSWORD =
            "a password must not be in an argument, where every user of this machine can"
                    + " read it and the shell keeps it. Leave it out: it is asked for, or taken from POP3_PASSWORD";

    private static final Pattern PROXY_LOGIN = Pattern.compile("proxy(username|password)", Pattern.CASE_INSENSITIVE);
    private static final String NO_PROXY_LOGIN = ". A login at a proxy cannot be given here: send operation=diagnose to"
            + " an endpoint with proxyUsername and proxyPassword";

    /** What an option does to the client; the names are those of the endpoint. */
    private static final Map<String, BiConsumer<Pop3ClientOptions.Builder, String>> KNOWN = new TreeMap<>(Map.of(
            "authMechanisms", (builder, value) -> builder.mechanisms(MechanismPolicy.parse(value)),
            "connectionTimeout", (builder, value) -> builder.connectionTimeout(millis(value)),
            "ipVersion", (builder, value) -> {},
            "proxy", (builder, value) -> {},
            "readTimeout", (builder, value) -> builder.readTimeout(millis(value)),
            "tls", (builder, value) -> {},
            "tlsFingerprints", (builder, value) -> {},
            "tlsFingerprintsSuffice", (builder, value) -> {},
            "tlsServerName", Pop3ClientOptions.Builder::tlsServerName));

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException if they are wrong; the message quotes none of them, since people put passwords
     *     there
     */
    static DiagnosisArguments parse(String... arguments) {
        List<String> flags =
                Arrays.stream(arguments).filter(any -> any.startsWith("-")).toList();
        List<String> uris =
                Arrays.stream(arguments).filter(any -> !any.startsWith("-")).toList();
        if (!List.of("--json", "--retrieve").containsAll(flags)) {
            throw new IllegalArgumentException("the only flags are --json and --retrieve. " + NO_PASSWORD);
        }
        if (uris.size() != 1) {
            throw new IllegalArgumentException("one URI is needed: " + USAGE);
        }
        return parse(uris.get(0), flags.contains("--json"), flags.contains("--retrieve"));
    }

    private static DiagnosisArguments parse(String uri, boolean json, boolean retrieve) {
        Matcher parts = URI.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("the URI begins with pop3xs:// or pop3x://: " + USAGE);
        }
        Map<String, String> options = query(parts.group("query"));
        String place = parts.group("place");
        int at = place.lastIndexOf('@');
        String username = at < 0 ? options.getOrDefault("username", "") : decoded(place.substring(0, at));
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException(NO_PASSWORD);
        }
        if (username.isEmpty()) {
            throw new IllegalArgumentException("the URI names no user: " + USAGE);
        }
        options.remove("username");
        TlsMode tls = protection(parts.group("scheme").toLowerCase(Locale.ROOT), options.get("tls"));
        ServerAddress server = ServerAddress.parse(place.substring(at + 1).replaceAll("/$", ""), tls.defaultPort());
        return new DiagnosisArguments(username, server, tls, options, json, retrieve);
    }

    private static Map<String, String> query(String text) {
        Map<String, String> options = new LinkedHashMap<>();
        if (text == null || text.isEmpty()) {
            return options;
        }
        for (String option : text.split("&")) {
            String name = decoded(option.replaceAll("=.*", ""));
            String value = option.indexOf('=') < 0 ? "" : decoded(option.substring(option.indexOf('=') + 1));
            boolean proxyLogin = PROXY_LOGIN.matcher(name).matches() || name.equals("proxy") && value.indexOf('@') >= 0;
            if (SECRET.matcher(name).matches() || proxyLogin) {
                throw new IllegalArgumentException(NO_PASSWORD + (proxyLogin ? NO_PROXY_LOGIN : ""));
            }
            if (!KNOWN.containsKey(name) && !name.equals("username")) {
                throw new IllegalArgumentException(
                        "an option is not known here. Known are username, " + String.join(", ", KNOWN.keySet()));
            }
            options.put(name, value);
        }
        return options;
    }

    private static TlsMode protection(String scheme, String tls) {
        TlsMode meant = scheme.equals("pop3xs") ? TlsMode.IMPLICIT : TlsMode.STARTTLS;
        if (tls == null) {
            return meant;
        }
        TlsMode chosen = Arrays.stream(TlsMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(tls))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("tls is implicit, starttls or none"));
        if ((meant == TlsMode.IMPLICIT) != (chosen == TlsMode.IMPLICIT)) {
            throw new IllegalArgumentException("pop3xs means tls=implicit; pop3x means tls=starttls or tls=none");
        }
        return chosen;
    }

    /** The client's options. */
    Pop3ClientOptions client(String password) {
        Pop3ClientOptions.Builder builder = Pop3ClientOptions.builder(
                        server.host(), CredentialsProvider.of(username, password))
                .port(server.port())
                .tls(tls)
                .reach(reach());
        options.forEach((name, value) -> KNOWN.get(name).accept(builder, value));
        return builder.tlsFactory(pins()).build();
    }

    /** Makes TLS sockets that trust the given fingerprints, or null if there are none. */
    private SSLSocketFactory pins() {
        boolean suffice = Boolean.parseBoolean(options.get("tlsFingerprintsSuffice"));
        if (!options.containsKey("tlsFingerprints")) {
            if (suffice) {
                throw new IllegalArgumentException("tlsFingerprintsSuffice needs tlsFingerprints");
            }
            return null;
        }
        List<String> fingerprints = List.of(options.get("tlsFingerprints").split("\\s*,\\s*"));
        return suffice ? PinnedTrust.sufficient(fingerprints) : PinnedTrust.pinned(fingerprints);
    }

    private Reach reach() {
        Reach reach = Reach.DIRECT;
        if (options.containsKey("ipVersion")) {
            reach = reach.over(Arrays.stream(IpVersion.values())
                    .filter(version -> version.name().equalsIgnoreCase(options.get("ipVersion")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("ipVersion is any, v4 or v6")));
        }
        return options.containsKey("proxy") ? reach.through(ProxyAddress.parse(options.get("proxy"))) : reach;
    }

    private static Duration millis(String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("times are in milliseconds");
        }
        return Duration.ofMillis(Long.parseLong(value));
    }

    private static String decoded(String text) {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException namesNoUri) {
            throw new IllegalArgumentException("a % in the URI needs two hexadecimal digits behind it");
        }
    }
}
