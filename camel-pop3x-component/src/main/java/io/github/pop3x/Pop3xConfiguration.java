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
import io.github.pop3x.client.auth.CredentialsProvider;
import io.github.pop3x.client.wire.IpVersion;
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

    @UriParam(
            label = "common",
            description = "Servers to try in turn where the host cannot be had: connecting, TLS or greeting "
                    + "fails, or it has trouble of its own ([SYS/TEMP]). A comma-separated list of "
                    + "host[:port]. They must serve the same mailbox.")
    private String failoverHosts;

    @UriParam(label = "advanced", description = "The local address to connect from.")
    private String localAddress;

    @UriParam(label = "advanced", defaultValue = "0", description = "The local port to connect from; 0 for any.")
    private int localPort;

    @UriParam(
            label = "advanced",
            defaultValue = "any",
            enums = "any,v4,v6",
            description = "Which addresses of the host are used.")
    private IpVersion ipVersion = IpVersion.ANY;

    @UriParam(
            label = "advanced",
            secret = true,
            description = "A proxy to go through: socks5://[user:password@]host[:port] or "
                    + "http://[user:password@]host[:port]. The proxy looks the host up.")
    private String proxy;

    @UriParam(
            label = "advanced",
            defaultValue = "1800000",
            javaType = "java.time.Duration",
            description = "Bound on a whole session, however slowly the server goes.")
    private long sessionTimeout = 1_800_000;

    @UriParam(
            label = "security",
            defaultValue = "auto",
            description = "How to log in: auto for the strongest mechanism that the server offers and the "
                    + "connection makes safe, or a comma-separated list in order of preference of "
                    + "SCRAM-SHA-256, SCRAM-SHA-1 (each also with -PLUS), OAUTHBEARER, XOAUTH2, "
                    + "CRAM-MD5, PLAIN, LOGIN, APOP, USER, EXTERNAL. After a refusal of the credentials "
                    + "nothing weaker is tried.")
    private String authMechanisms = "auto";

    @UriParam(
            label = "security",
            description = "Asked for the credentials at every login, and told when the server refused them. "
                    + "In place of password and accessToken.")
    private CredentialsProvider credentialsProvider;

    @UriParam(
            label = "security",
            secret = true,
            description = "An OAuth 2.0 access token, presented by OAUTHBEARER or XOAUTH2 in place of a "
                    + "password. Tokens expire: for a route that runs longer use the oauth2 options or a "
                    + "credentialsProvider.")
    private String accessToken;

    @UriParam(
            label = "security",
            description = "Where to fetch access tokens (RFC 6749), e.g. "
                    + "https://login.example.com/oauth2/token. A token is kept until shortly before it "
                    + "expires.")
    private String oauth2TokenUri;

    @UriParam(label = "security", description = "The client id for oauth2TokenUri.")
    private String oauth2ClientId;

    @UriParam(label = "security", secret = true, description = "The client secret for oauth2TokenUri.")
    private String oauth2ClientSecret;

    @UriParam(label = "security", description = "The scope to ask for at oauth2TokenUri.")
    private String oauth2Scope;

    @UriParam(
            label = "security",
            secret = true,
            description = "A refresh token for oauth2TokenUri; without one the client-credentials grant is " + "used.")
    private String oauth2RefreshToken;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether the credentials are in a netrc file, which only its owner may be able to " + "read.")
    private boolean netrc;

    @UriParam(
            label = "security",
            description = "The netrc file; the default is .netrc or _netrc in the home directory.")
    private String netrcFile;

    @UriParam(
            label = "security",
            description = "SHA-256 fingerprints of the server's certificate, comma-separated, in hexadecimal "
                    + "with or without colons. A certificate is trusted if it has one of them, in place "
                    + "of being signed by an authority; its name is checked all the same.")
    private String tlsFingerprints;

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            enums = "auto,off",
            description = "Whether commands are sent before the answers to earlier ones: auto where the "
                    + "server announces it, or off.")
    private String pipelining = "auto";

    @UriParam(
            label = "advanced",
            defaultValue = "8192",
            description = "Octets of commands whose answers may be outstanding.")
    private int pipelineWindow = 8192;

    @UriParam(
            label = "consumer",
            defaultValue = "memory",
            description = "Where it is recorded what became of each message: memory, which a restart of the process"
                    + " forgets; journal:DIRECTORY, a file that one process uses at a time; jdbc:#dataSource, a table of"
                    + " a database; or a reference to a bean of type LedgerStore.")
    private Object ledger = "memory";

    @UriParam(
            label = "consumer,advanced",
            description =
                    "The name under which the mailbox is recorded, in place of login name and host. Endpoints with"
                            + " different keys do not know of each other's deliveries.")
    private String mailboxKey;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "604800000",
            javaType = "java.time.Duration",
            description = "How long listings must lack a message before it is forgotten what became of it.")
    private long forgetAfter = 604_800_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "How long a delivered message stays on the server before it is deleted; needs delete=true, and"
                            + " a ledger that outlives the process.")
    private long deleteAfter;

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

    public String getFailoverHosts() {
        return failoverHosts;
    }

    public void setFailoverHosts(String failoverHosts) {
        this.failoverHosts = failoverHosts;
    }

    public String getLocalAddress() {
        return localAddress;
    }

    public void setLocalAddress(String localAddress) {
        this.localAddress = localAddress;
    }

    public int getLocalPort() {
        return localPort;
    }

    public void setLocalPort(int localPort) {
        this.localPort = localPort;
    }

    public IpVersion getIpVersion() {
        return ipVersion;
    }

    public void setIpVersion(IpVersion ipVersion) {
        this.ipVersion = ipVersion;
    }

    public String getProxy() {
        return proxy;
    }

    public void setProxy(String proxy) {
        this.proxy = proxy;
    }

    public long getSessionTimeout() {
        return sessionTimeout;
    }

    public void setSessionTimeout(long sessionTimeout) {
        this.sessionTimeout = sessionTimeout;
    }

    public String getAuthMechanisms() {
        return authMechanisms;
    }

    public void setAuthMechanisms(String authMechanisms) {
        this.authMechanisms = authMechanisms;
    }

    public CredentialsProvider getCredentialsProvider() {
        return credentialsProvider;
    }

    public void setCredentialsProvider(CredentialsProvider credentialsProvider) {
        this.credentialsProvider = credentialsProvider;
    }

    public String getAccessToken() {
        return accessToken;
    }

    public void setAccessToken(String accessToken) {
        this.accessToken = accessToken;
    }

    public String getOauth2TokenUri() {
        return oauth2TokenUri;
    }

    public void setOauth2TokenUri(String oauth2TokenUri) {
        this.oauth2TokenUri = oauth2TokenUri;
    }

    public String getOauth2ClientId() {
        return oauth2ClientId;
    }

    public void setOauth2ClientId(String oauth2ClientId) {
        this.oauth2ClientId = oauth2ClientId;
    }

    public String getOauth2ClientSecret() {
        return oauth2ClientSecret;
    }

    public void setOauth2ClientSecret(String oauth2ClientSecret) {
        this.oauth2ClientSecret = oauth2ClientSecret;
    }

    public String getOauth2Scope() {
        return oauth2Scope;
    }

    public void setOauth2Scope(String oauth2Scope) {
        this.oauth2Scope = oauth2Scope;
    }

    public String getOauth2RefreshToken() {
        return oauth2RefreshToken;
    }

    public void setOauth2RefreshToken(String oauth2RefreshToken) {
        this.oauth2RefreshToken = oauth2RefreshToken;
    }

    public boolean isNetrc() {
        return netrc;
    }

    public void setNetrc(boolean netrc) {
        this.netrc = netrc;
    }

    public String getNetrcFile() {
        return netrcFile;
    }

    public void setNetrcFile(String netrcFile) {
        this.netrcFile = netrcFile;
    }

    public String getTlsFingerprints() {
        return tlsFingerprints;
    }

    public void setTlsFingerprints(String tlsFingerprints) {
        this.tlsFingerprints = tlsFingerprints;
    }

    public String getPipelining() {
        return pipelining;
    }

    public void setPipelining(String pipelining) {
        this.pipelining = pipelining;
    }

    public int getPipelineWindow() {
        return pipelineWindow;
    }

    public void setPipelineWindow(int pipelineWindow) {
        this.pipelineWindow = pipelineWindow;
    }

    public Object getLedger() {
        return ledger;
    }

    public void setLedger(Object ledger) {
        this.ledger = ledger;
    }

    public String getMailboxKey() {
        return mailboxKey;
    }

    public void setMailboxKey(String mailboxKey) {
        this.mailboxKey = mailboxKey;
    }

    public long getForgetAfter() {
        return forgetAfter;
    }

    public void setForgetAfter(long forgetAfter) {
        this.forgetAfter = forgetAfter;
    }

    public long getDeleteAfter() {
        return deleteAfter;
    }

    public void setDeleteAfter(long deleteAfter) {
        this.deleteAfter = deleteAfter;
    }
}
