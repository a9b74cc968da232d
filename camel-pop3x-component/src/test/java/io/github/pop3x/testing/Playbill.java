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
package io.github.pop3x.testing;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;

/** What a {@link ScriptedServer} has been told to do with the sessions to come. Thread-safe. */
final class Playbill {

    private final Queue<Transcript.Session> scripts = new ArrayDeque<>();
    private final Queue<List<Misfortune>> misfortunes = new ArrayDeque<>();
    private List<Misfortune> always = List.of();
    private Supplier<? extends Answerer> answerers = NoAnswerer::new;
    /** The property plays every transcript that does not choose for itself in another mode. */
    private Mode mode = Mode.valueOf(System.getProperty("pop3x.mode", Mode.AS_IS.name()));

    private SSLContext tls;
    private boolean implicitTls;
    private Duration patience = Duration.ofSeconds(10);

    synchronized void add(Transcript transcript) {
        scripts.addAll(transcript.sessions());
    }

    synchronized void answerers(Supplier<? extends Answerer> factory) {
        answerers = factory;
    }

    synchronized void mode(Mode writes) {
        mode = writes;
    }

    synchronized void tls(SSLContext certificate, boolean implicit) {
        tls = certificate;
        implicitTls = implicit;
    }

    synchronized void suffer(List<Misfortune> befalling) {
        misfortunes.add(befalling);
    }

    synchronized void alwaysSuffer(List<Misfortune> befalling) {
        always = befalling;
    }

    synchronized void patience(Duration longest) {
        patience = longest;
    }

    synchronized Duration patience() {
        return patience;
    }

    /** Casts the next session. */
    synchronized ServerSession next(Socket client) throws IOException {
        var wire = new ServerWire(client, mode, tls, patience);
        Answerer answerer = answerers.get();
        for (Misfortune misfortune : misfortunes.isEmpty() ? always : misfortunes.remove()) {
            answerer = misfortune.befall(wire, answerer);
        }
        Transcript.Session script = scripts.isEmpty() ? Transcript.Session.DEFAULT : scripts.remove();
        return new ServerSession(script, wire, answerer, implicitTls);
    }

    /** Gives up the sessions that nobody has connected for, a complaint about each. */
    synchronized List<String> unplayed() {
        var complaints = new ArrayList<String>();
        for (Transcript.Session script : scripts) {
            complaints.add("transcript line " + script.line() + ": nobody connected for this session");
        }
        scripts.clear();
        return complaints;
    }
}
