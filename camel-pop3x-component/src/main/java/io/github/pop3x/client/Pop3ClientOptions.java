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
package io.github.pop3x.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import javax.net.ssl.SSLSocketFactory;

import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.auth.MechanismPolicy;
import io.github.pop3x.client.auth.ScramIterations;
import io.github.pop3x.client.wire.Reach;
import io.github.pop3x.client.wire.WireLimits;
import io.github.pop3x.client.wire.WireTap;

/**
 * How to reach a maildrop, and the limits for its server. Immutable, for any number of sessions at a time. {@link #of}
 * gives the safe defaults; {@link #builder} changes them.
 */
public final class Pop3ClientOptions {

    /** Grows with what the line carries, since no number suits near and far servers alike. */
    public static final int DEFAULT_PIPELINE_WINDOW = PipelineWindow.AUTO;

    private final Builder values;
    private final List<ServerAddress> servers;

    private Pop3ClientOptions(Builder values) {
        this.values = values;
        this.servers = ServerAddress.inTurn(
                values.host, values.port > 0 ? values.port : values.tls.defaultPort(), values.failoverHosts);
    }

    /** Implicit TLS on port 995, the JDK's trust store, and times that suit slow servers. */
    public static Pop3ClientOptions of(String host, CredentialsProvider credentials) {
        return builder(host, credentials).build();
    }

    /**
     * Begins with the defaults of {@link #of}.
     *
     * @param host name or address of the server
     * @param credentials asked at each login
     */
    public static Builder builder(String host, CredentialsProvider credentials) {
        return new Builder(host, credentials);
    }

    /** Begins with these options. */
    public Builder toBuilder() {
        return values.copy();
    }

    /** The servers to try in turn; never empty. */
    public List<ServerAddress> servers() {
        return servers;
    }

    /** How the connection is protected. */
    public TlsMode tls() {
        return values.tls;
    }

    /** Makes TLS sockets. */
    SSLSocketFactory tlsFactory() {
        return values.tlsFactory != null ? values.tlsFactory : (SSLSocketFactory) SSLSocketFactory.getDefault();
    }

    /** The name to announce to a server and to find in its certificate. */
    String tlsServerName(ServerAddress server) {
        return values.tlsServerName != null ? values.tlsServerName : server.host();
    }

    /** How to get to the server. */
    Reach reach() {
        return values.reach;
    }

    /** Bound on connecting, the TLS handshake and the greeting together, for each server. */
    public Duration connectionTimeout() {
        return values.connectionTimeout;
    }

    /** Bound on each wait for octets. */
    public Duration readTimeout() {
        return values.readTimeout;
    }

    /** Bound on the wait for the answer to QUIT, since removing much takes long. */
    public Duration quitTimeout() {
        return values.quitTimeout;
    }

    /** Bound on a whole session. */
    public Duration sessionTimeout() {
        return values.sessionTimeout;
    }

    /** Asked at each login. */
    public CredentialsProvider credentials() {
        return values.credentials;
    }

    /** How to log in; clear text counts as allowed where {@link #tls()} is {@link TlsMode#NONE}. */
    public MechanismPolicy mechanisms() {
        return values.tls == TlsMode.NONE ? values.mechanisms.inClearText() : values.mechanisms;
    }

    /** Bounds on the work that a server may ask for by SCRAM. */
    ScramIterations scramIterations() {
        return values.scramIterations;
    }

    /** Octets of commands that may be outstanding; 0 for one command at a time, or {@link PipelineWindow#AUTO}. */
    public int pipelineWindow() {
        return values.pipelineWindow;
    }

    /** Whether a login asks for mail with UTF-8 in its header as it is, where the server announces UTF8 (RFC 6856 §2). */
    public boolean utf8() {
        return values.utf8;
    }

    /** Bounds on what the server may send. */
    public WireLimits limits() {
        return values.limits;
    }

    /** What is known of servers before they are asked. */
    RememberedCapabilities rememberedCapabilities() {
        return values.rememberedCapabilities;
    }

    /** Sees the dialogue, secrets masked. */
    WireTap tap() {
        return values.tap;
    }

    /** The servers and how they are reached, without credentials. */
    @Override
    public String toString() {
        String all = servers.stream().map(ServerAddress::toString).collect(Collectors.joining(" "));
        return "Pop3ClientOptions[" + all + ", " + values.tls + "]";
    }

    /** Collects options. For one thread; {@link #build} may be called more than once. */
    public static final class Builder implements Cloneable {

        private final String host;
        private final CredentialsProvider credentials;
        private int port;
        private List<String> failoverHosts = List.of();
        private TlsMode tls = TlsMode.IMPLICIT;
        private SSLSocketFactory tlsFactory;
        private String tlsServerName;
        private Reach reach = Reach.DIRECT;
        private Duration connectionTimeout = Duration.ofSeconds(30);
        private Duration readTimeout = Duration.ofSeconds(60);
        private Duration quitTimeout = Duration.ofMinutes(10);
        private Duration sessionTimeout = Duration.ofMinutes(30);
        private MechanismPolicy mechanisms = MechanismPolicy.STRONGEST;
        private ScramIterations scramIterations = ScramIterations.DEFAULT;
        private int pipelineWindow = DEFAULT_PIPELINE_WINDOW;
        private boolean utf8;
        private WireLimits limits = WireLimits.DEFAULT;
        private RememberedCapabilities rememberedCapabilities = RememberedCapabilities.NONE;
        private WireTap tap = WireTap.NONE;

        private Builder(String host, CredentialsProvider credentials) {
            this.host = Objects.requireNonNull(host, "host");
            this.credentials = Objects.requireNonNull(credentials, "credentials");
        }

        /** The port; 0 for the one that {@link #tls} implies. */
        public Builder port(int value) {
            port = Bounds.upTo(65535, value, "port must be 1 to 65535, or 0 for the customary one");
            return this;
        }

        /** Servers to try in turn if the host is unreachable, each {@code host[:port]}. */
        public Builder failoverHosts(List<String> values) {
            failoverHosts = List.copyOf(values);
            return this;
        }

        /** How the connection is protected. */
        public Builder tls(TlsMode value) {
            tls = Objects.requireNonNull(value);
            return this;
        }

        /** Makes TLS sockets, or null for the JDK's default. */
        public Builder tlsFactory(SSLSocketFactory value) {
            tlsFactory = value;
            return this;
        }

        /** The name to announce and to find in the certificate, or null for the host's. */
        public Builder tlsServerName(String value) {
            tlsServerName = value;
            return this;
        }

        /** How to get to the server: local address, IP version, proxy. */
        public Builder reach(Reach value) {
            reach = Objects.requireNonNull(value);
            return this;
        }

        /** Bound on connecting, the TLS handshake and the greeting together, for each server. */
        public Builder connectionTimeout(Duration value) {
            connectionTimeout = Bounds.positive(value, "connectionTimeout");
            return this;
        }

        /** Bound on each wait for octets. */
        public Builder readTimeout(Duration value) {
            readTimeout = Bounds.positive(value, "readTimeout");
            return this;
        }

        /** Bound on the wait for the answer to QUIT. */
        public Builder quitTimeout(Duration value) {
            quitTimeout = Bounds.positive(value, "quitTimeout");
            return this;
        }

        /** The limit for a whole session, however slow the server is. */
        public Builder sessionTimeout(Duration value) {
            sessionTimeout = Bounds.positive(value, "sessionTimeout");
            return this;
        }

        /** How to log in. */
        public Builder mechanisms(MechanismPolicy value) {
            mechanisms = Objects.requireNonNull(value);
            return this;
        }

        /** Bounds on the work that a server may ask for by SCRAM. */
        public Builder scramIterations(ScramIterations value) {
            scramIterations = Objects.requireNonNull(value);
            return this;
        }

        /** Octets of commands that may be outstanding; 0 for one at a time, {@link PipelineWindow#AUTO} by default. */
        public Builder pipelineWindow(int value) {
            pipelineWindow = PipelineWindow.require(value);
            return this;
        }

        /** Whether to ask for mail with UTF-8 in its header as it is; false by default. */
        public Builder utf8(boolean value) {
            utf8 = value;
            return this;
        }

        /** Bounds on what the server may send. */
        public Builder limits(WireLimits value) {
            limits = Objects.requireNonNull(value);
            return this;
        }

        /** Saves logins a round trip; {@link RememberedCapabilities#NONE}, the default, asks each time. */
        public Builder rememberedCapabilities(RememberedCapabilities value) {
            rememberedCapabilities = Objects.requireNonNull(value);
            return this;
        }

        /** Sees the dialogue, secrets masked. */
        public Builder tap(WireTap value) {
            tap = Objects.requireNonNull(value);
            return this;
        }

        /** The options; throws {@link IllegalArgumentException} if they could not work. */
        public Pop3ClientOptions build() {
            return new Pop3ClientOptions(copy());
        }

        private Builder copy() {
            try {
                return (Builder) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
