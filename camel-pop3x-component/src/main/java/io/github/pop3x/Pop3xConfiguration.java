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
package io.github.pop3x;

import io.github.pop3x.client.TlsMode;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.support.jsse.SSLContextParameters;

/** The options of an endpoint: a table. What they mean together is in {@link Pop3xClientFactory}. */
@UriParams
@Configurer
public class Pop3xConfiguration implements Cloneable {

    @UriParam(
            label = "security",
            secret = true,
            description = "Login name, exactly as the server knows it. It may also stand before the host in the URI.")
    private String username;

    @UriParam(
            label = "security",
            secret = true,
            description = "Password. In a URI wrap it in RAW() if it contains characters such as + or &.")
    private String password;

    @UriParam(
            label = "security",
            enums = "implicit,starttls,none",
            description = "How the connection is protected: implicit is TLS from the first octet, starttls is TLS after"
                    + " STLS and fails where the server does not offer it, none is clear text, password included. The"
                    + " default is implicit for pop3xs and starttls for pop3x; nothing downgrades by itself.")
    private TlsMode tls;

    @UriParam(
            label = "security",
            description = "Trust store, key store, versions and ciphers of TLS. The default is the JVM's trust store.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            description = "The name to announce to the server (SNI) and to find in its certificate, where that is not"
                    + " the host of the URI. The certificate's name is always checked.")
    private String tlsServerName;

    @UriParam(
            label = "advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description = "Bound on connecting, the TLS handshake and the greeting together.")
    private long connectionTimeout = 30_000;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "Bound on each wait for the server.")
    private long readTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "Bound on the wait for the answer to QUIT: the server removes the deleted messages before it"
                    + " answers, which takes long for many.")
    private long quitTimeout = 600_000;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description = "Whether a message is deleted from the server once its route has completed. The header or"
                    + " exchange property CamelPop3xDelete decides otherwise for one message.")
    private boolean delete;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "The most messages that one poll retrieves; 0 for no limit. What is left waits for the next"
                    + " poll.")
    private int maxMessagesPerPoll;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description = "Whether a mail is mapped to a text body, decoded headers and attachments. Not available yet:"
                    + " the body is the octets of the message as the server sent them.")
    private boolean mapMailMessage;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "131072",
            description = "Size in octets up to which a message is held in memory on its way to the route; a larger one"
                    + " goes to a file.")
    private int spoolThreshold = 131_072;

    @UriParam(
            label = "consumer,advanced",
            description = "The directory under which files of larger messages are made, in a directory that only this"
                    + " process's user can read. The default is the JVM's temporary directory.")
    private String spoolDirectory;

    /** A copy that can be changed on its own. */
    public Pop3xConfiguration copy() {
        try {
            return (Pop3xConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }

    public TlsMode getTls() {
        return tls;
    }

    public void setTls(TlsMode tls) {
        this.tls = tls;
    }

    public SSLContextParameters getSslContextParameters() {
        return sslContextParameters;
    }

    public void setSslContextParameters(SSLContextParameters sslContextParameters) {
        this.sslContextParameters = sslContextParameters;
    }

    public String getTlsServerName() {
        return tlsServerName;
    }

    public void setTlsServerName(String tlsServerName) {
        this.tlsServerName = tlsServerName;
    }

    public long getConnectionTimeout() {
        return connectionTimeout;
    }

    public void setConnectionTimeout(long connectionTimeout) {
        this.connectionTimeout = connectionTimeout;
    }

    public long getReadTimeout() {
        return readTimeout;
    }

    public void setReadTimeout(long readTimeout) {
        this.readTimeout = readTimeout;
    }

    public long getQuitTimeout() {
        return quitTimeout;
    }

    public void setQuitTimeout(long quitTimeout) {
        this.quitTimeout = quitTimeout;
    }

    public boolean isDelete() {
        return delete;
    }

    public void setDelete(boolean delete) {
        this.delete = delete;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }

    public boolean isMapMailMessage() {
        return mapMailMessage;
    }

    public void setMapMailMessage(boolean mapMailMessage) {
        this.mapMailMessage = mapMailMessage;
    }

    public int getSpoolThreshold() {
        return spoolThreshold;
    }

    public void setSpoolThreshold(int spoolThreshold) {
        this.spoolThreshold = spoolThreshold;
    }

    public String getSpoolDirectory() {
        return spoolDirectory;
    }

    public void setSpoolDirectory(String spoolDirectory) {
        this.spoolDirectory = spoolDirectory;
    }
}
