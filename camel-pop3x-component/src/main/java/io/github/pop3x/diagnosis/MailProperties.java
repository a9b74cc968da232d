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

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The properties of Jakarta Mail's POP3 provider, {@code mail.pop3.…} and {@code mail.pop3s.…}, as they stand in the URI of
 * an endpoint of camel-mail. The page on moving in has them in a table.
 */
final class MailProperties {

    private static final Pattern NAME = Pattern.compile("mail\\.(?:pop3s?\\.)?(?<rest>.*)");

    /** Those that an option stands for, by what follows the protocol. */
    static final Map<String, String> RENAMED = Map.of(
            "connectiontimeout", "connectionTimeout",
            "timeout", "readTimeout",
            "localaddress", "localAddress",
            "localport", "localPort",
            "rsetbeforequit", "rsetBeforeQuit",
            "filecache.dir", "spoolDirectory",
            "proxy.user", "proxyUsername",
            "proxy.password", "proxyPassword");

    /** Those with another form here, and what to do. */
    static final Map<String, String> TO_DO = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "auth.mechanisms",
                    "Name the mechanisms in authMechanisms, in order of preference and with commas."),
            Map.entry(
                    "apop.enable",
                    "APOP is among what authMechanisms=auto chooses from; authMechanisms=APOP takes it alone."),
            Map.entry("ssl.protocols", "Set them in sslContextParameters."),
            Map.entry("ssl.ciphersuites", "Set them in sslContextParameters."),
            Map.entry(
                    "ssl.trust",
                    "No certificate is trusted unseen. Pin it by tlsFingerprints, or set a trust store in"
                            + " sslContextParameters."),
            Map.entry(
                    "ssl.checkserveridentity",
                    "The name in the certificate is always checked. If it is another one than the"
                            + " host's, give it by tlsServerName."),
            Map.entry(
                    "ssl.hostnameverifier",
                    "The name in the certificate is always checked. If it is another one than the"
                            + " host's, give it by tlsServerName."),
            Map.entry("ssl.hostnameverifier.class", "As for ssl.hostnameverifier."),
            Map.entry("ssl.socketFactory", "Give sslContextParameters."),
            Map.entry("ssl.socketFactory.class", "Give sslContextParameters."),
            Map.entry("ssl.socketFactory.port", "Give the port in the URI."),
            Map.entry("socketFactory", "Give sslContextParameters, or proxy."),
            Map.entry("socketFactory.class", "Give sslContextParameters, or proxy."),
            Map.entry("socketFactory.port", "Give the port in the URI."),
            Map.entry("host", "Give the host in the URI."),
            Map.entry("port", "Give the port in the URI."),
            Map.entry("user", "Give username."),
            Map.entry("sasl.authorizationid", "No identity but that of the login is used.")));

    /** Those for which there is nothing to do, and why. */
    static final Map<String, String> LEFT_OUT = new TreeMap<>(Map.ofEntries(
            Map.entry("writetimeout", "readTimeout bounds the answer to what is written."),
            Map.entry("executor.writetimeout", "readTimeout bounds the answer to what is written."),
            Map.entry("usesocketchannels", "Sockets are the component's own affair."),
            Map.entry("socketFactory.fallback", "Nothing falls back to clear text."),
            Map.entry("disablecapa", "A server that refuses CAPA is asked no more."),
            Map.entry(
                    "disabletop",
                    "TOP is sent only where an option needs headers before the mail, and a refusal is borne."),
            Map.entry("forgettopheaders", "Headers are taken from the mail itself."),
            Map.entry("filecache.enable", "Mails past spoolThreshold are in files in any case."),
            Map.entry("keepmessagecontent", "A mail is stored while it is routed."),
            Map.entry("cachewriteto", "A mail is stored while it is routed."),
            Map.entry("finalizecleanclose", "Each poll ends its session."),
            Map.entry("message.class", "A route gets the mail as its binding makes it."),
            Map.entry("pipelining", "It is used where the server announces it; pipelining=off turns it off."),
            Map.entry("ssl.enable", "The scheme says it."),
            Map.entry("starttls.enable", "pop3x requires it."),
            Map.entry("starttls.required", "pop3x requires it.")));

    private static final Set<String> PROXIES = Set.of("socks.host", "socks.port", "proxy.host", "proxy.port");

    private MailProperties() {}

    /** Takes the properties out of the options: names without their beginning, in order. */
    static Map<String, String> takeFrom(Map<String, String> options) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Iterator<Map.Entry<String, String>> all = options.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, String> option = all.next();
            Matcher name = NAME.matcher(option.getKey());
            if (name.matches()) {
                properties.put(name.group("rest"), option.getValue());
                all.remove();
            }
        }
        return properties;
    }

    static boolean wantsImplicitTls(Map<String, String> properties) {
        return "true".equals(properties.get("ssl.enable"));
    }

    static boolean requiresStls(Map<String, String> properties) {
        return "true".equals(properties.get("starttls.required"));
    }

    /** Moves all of them. */
    static void move(Map<String, String> properties, MigrationDraft draft) {
        proxy("socks", "socks5://", "1080", properties, draft);
        proxy("proxy", "http://", "80", properties, draft);
        properties.forEach((name, value) -> {
            if (!PROXIES.contains(name)) {
                move(name, value, draft);
            }
        });
    }

    private static void proxy(
            String kind, String scheme, String port, Map<String, String> properties, MigrationDraft draft) {
        String host = properties.get(kind + ".host");
        if (host != null) {
            draft.set("proxy", scheme + host + ":" + properties.getOrDefault(kind + ".port", port));
        }
    }

    private static void move(String name, String value, MigrationDraft draft) {
        String subject = "mail.pop3." + name;
        String option = RENAMED.get(name);
        if (option != null && List.of("proxyUsername", "proxyPassword").contains(option)) {
            draft.setSecret(option, value);
        } else if (option != null && !draft.has(option)) {
            draft.set(option, value);
        } else if (option != null) {
            draft.leftOut(subject, "The option " + option + " is given beside it.");
        } else if (TO_DO.containsKey(name)) {
            draft.toDo(subject, TO_DO.get(name));
        } else if (LEFT_OUT.containsKey(name)) {
            draft.leftOut(subject, LEFT_OUT.get(name));
        } else if (name.matches("auth\\.[a-z0-9-]+\\..*")) {
            draft.toDo("mail.pop3.auth", "Name the mechanisms that may be used in authMechanisms, with commas.");
        } else if (name.startsWith("mime.")) {
            draft.leftOut("mail.mime", "Those properties change nothing: mails are read by the component itself.");
        } else if (name.startsWith("debug")) {
            draft.toDo("mail.debug", "transcript=commands logs the dialogue, with secrets masked.");
        } else {
            draft.toDo(
                    "mail",
                    "One of the properties is not known; its name is not shown, as it may be part of a password.");
        }
    }
}
