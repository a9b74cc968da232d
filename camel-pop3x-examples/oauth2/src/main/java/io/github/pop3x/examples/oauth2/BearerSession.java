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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

/** One session with the embedded mailbox: as much of RFC 1939 and RFC 5034 as a client needs. For one thread. */
final class BearerSession {

    private static final Pattern BEARER =
            Pattern.compile("(?:n,a=([^,]*),\1(?:[^\1]+\1)*?|user=([^\1]*)\1)auth=Bearer ([^\1]+)\1\1");
    private static final String CAPABILITIES = "+OK\r\nSASL OAUTHBEARER XOAUTH2\r\nUIDL\r\nTOP\r\nPIPELINING\r\n.\r\n";

    private final BufferedReader in;
    private final OutputStream out;
    private final BearerMailbox mailbox;
    private final List<String> marked = new ArrayList<>();

    /** The messages as they were at the login; null before. */
    private List<String> mails;

    BearerSession(Socket socket, BearerMailbox mailbox) throws IOException {
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        out = socket.getOutputStream();
        this.mailbox = mailbox;
    }

    /** Talks until the client has gone. */
    void run() throws IOException {
        say("+OK ready\r\n");
        String line = in.readLine();
        while (line != null) {
            String[] words = line.split(" ");
            String command = words[0].toUpperCase(Locale.ROOT);
            if (command.equals("QUIT")) {
                mailbox.remove(marked);
                say("+OK\r\n");
                return;
            }
            say(command.equals("CAPA") ? CAPABILITIES : mails == null ? authorize(words) : transact(command, words));
            line = in.readLine();
        }
    }

    private void say(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private String authorize(String[] words) throws IOException {
        if (words.length < 2 || !words[0].equalsIgnoreCase("AUTH") || !words[1].matches("OAUTHBEARER|XOAUTH2")) {
            return "-ERR log in by a token\r\n";
        }
        String initial = words.length > 2 ? words[2] : ask("");
        Matcher bearer = BEARER.matcher(decoded(initial));
        if (!bearer.matches()) {
            return "-ERR not what the mechanism requires\r\n";
        }
        String username = bearer.group(1) == null ? bearer.group(2) : bearer.group(1);
        if (mailbox.letsIn(username, bearer.group(3))) {
            mails = mailbox.mails();
            return "+OK\r\n";
        }
        // The reason comes as a challenge, which the client acknowledges (RFC 7628 §3.2.3).
        ask(Base64.getEncoder().encodeToString("{\"status\":\"invalid_token\"}".getBytes(UTF_8)));
        return "-ERR [AUTH] the token is not good\r\n";
    }

    private String ask(String challenge) throws IOException {
        say("+ " + challenge + "\r\n");
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("the client has gone");
        }
        return answer;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private String transact(String command, String[] words) {
        int number = words.length > 1 && words[1].matches("[0-9]{1,6}") ? Integer.parseInt(words[1]) : 0;
        boolean isThere = number >= 1 && number <= mails.size() && !marked.contains(mails.get(number - 1));
        return switch (command) {
            case "STAT" ->
                "+OK " + mails.size() + " "
                        + mails.stream().mapToInt(String::length).sum() + "\r\n";
            case "LIST" -> listing(words, isThere, number, false);
            case "UIDL" -> listing(words, isThere, number, true);
            case "NOOP" -> "+OK\r\n";
            case "RSET" -> {
                marked.clear();
                yield "+OK\r\n";
            }
            case "RETR", "TOP" -> isThere ? "+OK\r\n" + stuffed(command, mails.get(number - 1)) + ".\r\n" : "-ERR\r\n";
            case "DELE" -> {
                if (isThere) {
                    marked.add(mails.get(number - 1));
                }
                yield isThere ? "+OK\r\n" : "-ERR\r\n";
            }
            default -> "-ERR\r\n";
        };
    }

    private String listing(String[] words, boolean isThere, int number, boolean byId) {
        if (words.length > 1) {
            return isThere ? "+OK " + entry(number, byId) : "-ERR\r\n";
        }
        StringBuilder listing = new StringBuilder("+OK\r\n");
        for (int i = 1; i <= mails.size(); i++) {
            if (!marked.contains(mails.get(i - 1))) {
                listing.append(entry(i, byId));
            }
        }
        return listing + ".\r\n";
    }

    private String entry(int number, boolean byId) {
        String mail = mails.get(number - 1);
        return number + " " + (byId ? Integer.toHexString(mail.hashCode()) : String.valueOf(mail.length())) + "\r\n";
    }

    /** The mail, or its header; a dot before each line that begins with one. */
    private static String stuffed(String command, String mail) {
        String text = command.equals("TOP") ? mail.substring(0, mail.indexOf("\r\n\r\n") + 4) : mail;
        return text.replaceAll("(?m)^\\.", "..");
    }
}
