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
import io.github.pop3x.mime.MimeLimits;
import io.github.pop3x.mime.TextPreference;
import io.github.pop3x.option.DuplicateNames;
import io.github.pop3x.option.Fetch;
import io.github.pop3x.option.MissingNames;
import io.github.pop3x.option.Order;
import io.github.pop3x.option.Oversize;
import io.github.pop3x.option.QuitPolicy;
import io.github.pop3x.option.StartFrom;
import io.github.pop3x.option.Transcript;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.IdempotentRepository;
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
            description = "Login name, exactly as the server knows it. It may also stand before the host in the URI."
                    + " Required, except with netrc.")
    private String username;

    @UriParam(
            label = "security",
            secret = true,
            description =
                    "Password; in its place accessToken, oauth2TokenUri, credentialsProvider or netrc. In a URI wrap it"
                            + " in RAW() if it contains characters such as + or &.")
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
            description = "The most messages that one poll routes; 0 for no limit. What is left waits for the next"
                    + " poll.")
    private int maxMessagesPerPoll;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "Whether a mail is mapped: the body is its text, its parts are attachments, and the exchange"
                    + " property CamelPop3xRawMessage holds its octets. If false, the body is the octets of the message"
                    + " as the server sent them.")
    private boolean mapMailMessage = true;

    @UriParam(
            label = "advanced",
            defaultValue = "131072",
            description = "Size in octets up to which a message is held in memory on its way to the route; a larger one"
                    + " goes to a file. Unset, it is that of Camel's stream caching if that spools.")
    private Integer spoolThreshold;

    @UriParam(
            label = "advanced",
            description = "The directory under which files of larger messages are made, in a directory that only this"
                    + " process's user can read. The default is that of Camel's stream caching if that spools, else"
                    + " the JVM's temporary directory. A spool cipher of stream caching encrypts the files.")
    private String spoolDirectory;

    @UriParam(
            label = "common",
            description = "Servers to try in turn where the host cannot be had: connecting, TLS or greeting "
                    + "fails, or it has trouble of its own (response code SYS/TEMP). A "
                    + "comma-separated list, each host with its port behind a colon where that is "
                    + "another. They must serve the same mailbox.")
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
            description = "A proxy to go through: socks5://host:port or http://host:port. The proxy looks up the"
                    + " host of the mailbox. A login at the proxy is given by proxyUsername and proxyPassword.")
    private String proxy;

    @UriParam(
            label = "advanced,security",
            secret = true,
            description = "The user name for the proxy, if it requires a login; proxyPassword is then needed, too.")
    private String proxyUsername;

    @UriParam(
            label = "advanced,security",
            secret = true,
            description = "The password for the proxy, if it requires a login.")
    private String proxyPassword;

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
            description = "How long listings must lack a message before it is forgotten what became of it; of several"
                    + " endpoints of a mailbox, the one that starts first decides.")
    private long forgetAfter = 604_800_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description =
                    "How long each write to the ledger is waited for, and each read; to read all of a mailbox from a"
                            + " journal may take ten times that. The first endpoint of a"
                            + " mailbox decides, and for a database the first that uses it.")
    private long ledgerTimeout = 30_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long a delivered message stays on the server before it is deleted, e.g. 7d; needs"
                    + " delete=true, and a ledger that outlives the process.")
    private long deleteAfter;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "8388608",
            description =
                    "Octets of messages, as listed, that may be requested from the server or wait for their routes; a single larger message is retrieved alone. What waits is in memory or in files: see spoolThreshold.")
    private long prefetch = 8L * 1024 * 1024;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "How many messages of this endpoint are routed at the same time. One keeps the order of the mailbox.")
    private int concurrentExchanges = 1;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "1000",
            description =
                    "How many messages may have been handed to routes, or wait for them, without an outcome. Beyond that nothing is retrieved.")
    private int maxInFlight = 1000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "After so many messages a session deletes what is delivered and quits, and the poll goes on in a new one; 0 for as many as are worth another session: 1,000, and more while it has not lasted ten times as long as it took to connect, log in and list.")
    private int commitEvery;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "5000",
            javaType = "java.time.Duration",
            description =
                    "How long a session waits for slow routes before it deletes what is delivered and quits. What is delivered later is deleted by a later session.")
    private long sessionIdleTimeout = 5000;

    @UriParam(
            label = "advanced",
            defaultValue = "off",
            enums = "off,commands,full",
            description = "How much of the dialogue with the server goes to the logger io.github.pop3x.wire: nothing,"
                    + " commands with the status lines of their answers, or the lines of listings, too. Secrets are masked,"
                    + " and messages are never logged.")
    private Transcript transcript = Transcript.OFF;

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            enums = "auto,always,whenDeleting",
            description =
                    "Whether a session ends by QUIT though it retrieved what is not delivered: always, as RFC 1939 has it; whenDeleting, for servers that hide or remove what was retrieved, ends such a session without QUIT and deletes in one of its own; auto, whenDeleting for servers known to do so by their greeting, as Gmail is.")
    private QuitPolicy quitPolicy = QuitPolicy.AUTO;

    @UriParam(
            label = "consumer",
            defaultValue = "all",
            enums = "all,now",
            description =
                    "Which messages are routed of a mailbox that is polled for the first time ever: all, or only those that come from now on. The latter needs a ledger that outlives the process.")
    private StartFrom startFrom = StartFrom.ALL;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "3600000",
            javaType = "java.time.Duration",
            description =
                    "After how long a message is reported whose route has not come to an end; 0 for never. It is not routed again until then.")
    private long inFlightTimeout = 3_600_000;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "A repository of messages that are not to be routed, in addition to the ledger. It is asked once for each unknown message, whose header is fetched for that, and added to when its route has completed. What it knows is left on the server.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer,advanced",
            description =
                    "A repository in which each message is claimed before it is routed and released afterwards, for several processes on one mailbox; it must be shared by them, and its claims should expire.")
    private IdempotentRepository inProgressRepository;

    @UriParam(
            label = "consumer,filter",
            description = "Which messages are routed, by what the listing tells of each, before any is retrieved: an"
                    + " expression in the Simple language, or a reference to a bean of type org.apache.camel.Predicate."
                    + " It sees the headers CamelPop3xMessageNumber, CamelPop3xSize, CamelPop3xUid and"
                    + " CamelPop3xAttempt. Example: ${header.CamelPop3xSize} range '1..1048576'")
    private Object filter;

    @UriParam(
            label = "consumer,filter",
            description = "Which messages are routed, by the fields of the mail, which are fetched without the rest of"
                    + " it: an expression in the Simple language, or a reference to a bean of type"
                    + " org.apache.camel.Predicate. It sees the fields as headers, as they stand in the mail, and what"
                    + " filter sees. The answer is remembered while the message is listed. Example:"
                    + " ${header.Subject} contains 'invoice'")
    private Object headerFilter;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description =
                    "How often a message is routed whose route fails; 0 for no limit. After that it is left on the"
                            + " server and reported once.")
    private int maxAttempts;

    @UriParam(
            label = "common",
            defaultValue = "0",
            description =
                    "Octets, as listed, that a message may have; 0 for no limit. A consumer does with a larger one"
                            + " what oversize says; the operation retrieve fails.")
    private long maxMessageSize;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "skip",
            enums = "skip,headers,fail",
            description = "What is done about a message larger than maxMessageSize, which is never retrieved: skip"
                    + " leaves it, headers routes its header and topLines of its body, fail leaves it and reports it once"
                    + " to the exception handler (to the route's error handler with bridgeErrorHandler=true) by a"
                    + " Pop3xOversizeException.")
    private Oversize oversize = Oversize.SKIP;

    @UriParam(
            label = "consumer",
            defaultValue = "oldest",
            enums = "oldest,newest,smallest",
            description = "In which order the messages of a poll are routed. What was never tried goes before what has"
                    + " failed in any case.")
    private Order order = Order.OLDEST;

    @UriParam(
            label = "consumer",
            defaultValue = "message",
            enums = "message,headers",
            description =
                    "How much of each message is retrieved: all of it, or its header and topLines of its body. What"
                            + " was not retrieved whole is deleted only if the route says so by CamelPop3xDelete, whatever the"
                            + " option delete is.")
    private Fetch fetch = Fetch.MESSAGE;

    @UriParam(
            label = "common",
            defaultValue = "0",
            description = "Lines of the body that come with the header where not all of a message is retrieved.")
    private int topLines;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description =
                    "Whether a session that retrieved anything sends RSET before it deletes and quits, for servers"
                            + " that mark what was retrieved as read and take that back.")
    private boolean rsetBeforeQuit;

    @UriParam(
            label = "producer",
            enums = "stat,list,uidl,top,retrieve,delete,deleteAll,capa,noop,verify,diagnose",
            description = "What is done in the mailbox for each exchange that is sent to the endpoint. The header"
                    + " CamelPop3xOperation goes before it.")
    private Pop3xOperation operation;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the operation deleteAll may be done. No header can say so.")
    private boolean confirm;

    /** A copy that can be changed on its own. */
    public Pop3xConfiguration copy() {
        try {
            return (Pop3xConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }

    @UriParam(
            label = "common",
            defaultValue = "plain",
            enums = "plain,html",
            description = "Which version of the text becomes the body, where a mail has both.")
    private TextPreference bodyPreference = TextPreference.PLAIN;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description =
                    "Whether encoded words in header fields are decoded when a mail is mapped. Addresses are taken"
                            + " apart first, so that no name can pass for an address.")
    private boolean mimeDecodeHeaders = true;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "Whether encoded words in the names of attachments are decoded, before the names are made"
                    + " safe.")
    private boolean decodeFilename = true;

    @UriParam(
            label = "advanced",
            defaultValue = "part",
            enums = "part,uuid,never",
            description =
                    "The name of a part that has none: part is its place in the mail (part-2.1.pdf), uuid a random"
                            + " one; never leaves out such parts.")
    private MissingNames generateMissingAttachmentNames = MissingNames.PART;

    @UriParam(
            label = "advanced",
            defaultValue = "number",
            enums = "number,uuidPrefix,uuidSuffix,never",
            description = "What becomes of attachments with the same name: number makes the second of them name-2.txt;"
                    + " uuidPrefix and uuidSuffix rename all of them; never leaves out all but the first.")
    private DuplicateNames handleDuplicateAttachmentNames = DuplicateNames.NUMBER;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Whether a mail that has attachments with the same name fails, unless they are renamed with a"
                    + " UUID. It stays on the server and is offered again.")
    private boolean failOnDuplicateFileAttachment;

    @UriParam(
            label = "advanced",
            defaultValue = "1000",
            description = "The most parts of a mail that is mapped. The body of a mail with more is its raw octets.")
    private int maxParts = MimeLimits.DEFAULT.maxParts();

    @UriParam(
            label = "advanced",
            defaultValue = "32",
            description = "How deep in one another the multiparts of a mail may be that is mapped. The body of a mail"
                    + " with deeper ones is its raw octets.")
    private int maxDepth = MimeLimits.DEFAULT.maxDepth();

    @UriParam(
            label = "advanced",
            defaultValue = "262144",
            description = "The most octets that are read of a mail's header when it is mapped, and as many again of the"
                    + " headers of its parts. A field that does not fit is left out.")
    private int maxHeaderSize = MimeLimits.DEFAULT.maxHeaderSize();

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "Whether the header CamelPop3xSha256 holds the digest of the message's octets.")
    private boolean sha256;

    @UriParam(
            label = "advanced",
            description = "Makes the exchange's message out of a mail, in place of mapMailMessage and the options that"
                    + " belong to it.")
    private Pop3xBinding binding;

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

    public Integer getSpoolThreshold() {
        return spoolThreshold;
    }

    public void setSpoolThreshold(Integer spoolThreshold) {
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

    public String getProxyUsername() {
        return proxyUsername;
    }

    public void setProxyUsername(String proxyUsername) {
        this.proxyUsername = proxyUsername;
    }

    public String getProxyPassword() {
        return proxyPassword;
    }

    public void setProxyPassword(String proxyPassword) {
        this.proxyPassword = proxyPassword;
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

    public long getLedgerTimeout() {
        return ledgerTimeout;
    }

    public void setLedgerTimeout(long ledgerTimeout) {
        this.ledgerTimeout = ledgerTimeout;
    }

    public long getDeleteAfter() {
        return deleteAfter;
    }

    public void setDeleteAfter(long deleteAfter) {
        this.deleteAfter = deleteAfter;
    }

    public long getPrefetch() {
        return prefetch;
    }

    public void setPrefetch(long prefetch) {
        this.prefetch = prefetch;
    }

    public int getConcurrentExchanges() {
        return concurrentExchanges;
    }

    public void setConcurrentExchanges(int concurrentExchanges) {
        this.concurrentExchanges = concurrentExchanges;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getCommitEvery() {
        return commitEvery;
    }

    public void setCommitEvery(int commitEvery) {
        this.commitEvery = commitEvery;
    }

    public long getSessionIdleTimeout() {
        return sessionIdleTimeout;
    }

    public void setSessionIdleTimeout(long sessionIdleTimeout) {
        this.sessionIdleTimeout = sessionIdleTimeout;
    }

    public Transcript getTranscript() {
        return transcript;
    }

    public void setTranscript(Transcript transcript) {
        this.transcript = transcript;
    }

    public QuitPolicy getQuitPolicy() {
        return quitPolicy;
    }

    public void setQuitPolicy(QuitPolicy quitPolicy) {
        this.quitPolicy = quitPolicy;
    }

    public StartFrom getStartFrom() {
        return startFrom;
    }

    public void setStartFrom(StartFrom startFrom) {
        this.startFrom = startFrom;
    }

    public long getInFlightTimeout() {
        return inFlightTimeout;
    }

    public void setInFlightTimeout(long inFlightTimeout) {
        this.inFlightTimeout = inFlightTimeout;
    }

    public IdempotentRepository getIdempotentRepository() {
        return idempotentRepository;
    }

    public void setIdempotentRepository(IdempotentRepository idempotentRepository) {
        this.idempotentRepository = idempotentRepository;
    }

    public IdempotentRepository getInProgressRepository() {
        return inProgressRepository;
    }

    public void setInProgressRepository(IdempotentRepository inProgressRepository) {
        this.inProgressRepository = inProgressRepository;
    }

    public Object getFilter() {
        return filter;
    }

    public void setFilter(Object filter) {
        this.filter = filter;
    }

    public Object getHeaderFilter() {
        return headerFilter;
    }

    public void setHeaderFilter(Object headerFilter) {
        this.headerFilter = headerFilter;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public long getMaxMessageSize() {
        return maxMessageSize;
    }

    public void setMaxMessageSize(long maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    public Oversize getOversize() {
        return oversize;
    }

    public void setOversize(Oversize oversize) {
        this.oversize = oversize;
    }

    public Order getOrder() {
        return order;
    }

    public void setOrder(Order order) {
        this.order = order;
    }

    public Fetch getFetch() {
        return fetch;
    }

    public void setFetch(Fetch fetch) {
        this.fetch = fetch;
    }

    public int getTopLines() {
        return topLines;
    }

    public void setTopLines(int topLines) {
        this.topLines = topLines;
    }

    public boolean isRsetBeforeQuit() {
        return rsetBeforeQuit;
    }

    public void setRsetBeforeQuit(boolean rsetBeforeQuit) {
        this.rsetBeforeQuit = rsetBeforeQuit;
    }

    public TextPreference getBodyPreference() {
        return bodyPreference;
    }

    public void setBodyPreference(TextPreference bodyPreference) {
        this.bodyPreference = bodyPreference;
    }

    public boolean isMimeDecodeHeaders() {
        return mimeDecodeHeaders;
    }

    public void setMimeDecodeHeaders(boolean mimeDecodeHeaders) {
        this.mimeDecodeHeaders = mimeDecodeHeaders;
    }

    public boolean isDecodeFilename() {
        return decodeFilename;
    }

    public void setDecodeFilename(boolean decodeFilename) {
        this.decodeFilename = decodeFilename;
    }

    public MissingNames getGenerateMissingAttachmentNames() {
        return generateMissingAttachmentNames;
    }

    public void setGenerateMissingAttachmentNames(MissingNames generateMissingAttachmentNames) {
        this.generateMissingAttachmentNames = generateMissingAttachmentNames;
    }

    public DuplicateNames getHandleDuplicateAttachmentNames() {
        return handleDuplicateAttachmentNames;
    }

    public void setHandleDuplicateAttachmentNames(DuplicateNames handleDuplicateAttachmentNames) {
        this.handleDuplicateAttachmentNames = handleDuplicateAttachmentNames;
    }

    public boolean isFailOnDuplicateFileAttachment() {
        return failOnDuplicateFileAttachment;
    }

    public void setFailOnDuplicateFileAttachment(boolean failOnDuplicateFileAttachment) {
        this.failOnDuplicateFileAttachment = failOnDuplicateFileAttachment;
    }

    public int getMaxParts() {
        return maxParts;
    }

    public void setMaxParts(int maxParts) {
        this.maxParts = maxParts;
    }

    public int getMaxDepth() {
        return maxDepth;
    }

    public void setMaxDepth(int maxDepth) {
        this.maxDepth = maxDepth;
    }

    public int getMaxHeaderSize() {
        return maxHeaderSize;
    }

    public void setMaxHeaderSize(int maxHeaderSize) {
        this.maxHeaderSize = maxHeaderSize;
    }

    public boolean isSha256() {
        return sha256;
    }

    public void setSha256(boolean sha256) {
        this.sha256 = sha256;
    }

    public Pop3xBinding getBinding() {
        return binding;
    }

    public void setBinding(Pop3xBinding binding) {
        this.binding = binding;
    }

    public Pop3xOperation getOperation() {
        return operation;
    }

    public void setOperation(Pop3xOperation operation) {
        this.operation = operation;
    }

    public boolean isConfirm() {
        return confirm;
    }

    public void setConfirm(boolean confirm) {
        this.confirm = confirm;
    }
}
