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

/** The options of an endpoint. {@link Pop3xClientFactory} reads those of the connection together. */
@UriParams
@Configurer
public class Pop3xConfiguration implements Cloneable {

    @UriParam(
            label = "security",
            secret = true,
            description = "The login name, exactly as the server knows it. It may also precede the host in the URI."
                    + " Required, except with netrc and credentialsProvider.")
    private String username;

    @UriParam(
            label = "security",
            secret = true,
            description = "The password; alternatives are accessToken, oauth2TokenUri, credentialsProvider and netrc."
                    + " In a URI, wrap it in RAW(...) if it contains characters such as %, & or a plus sign.")
    private String password;

    @UriParam(
            label = "security",
            enums = "implicit,starttls,none",
            description = "How the connection is protected: implicit is TLS from the first octet; starttls is TLS"
                    + " after STLS and fails if the server does not offer it; none is clear text, password"
                    + " included. The default is implicit for pop3xs and starttls for pop3x. Nothing is"
                    + " downgraded automatically.")
    private TlsMode tls;

    @UriParam(
            label = "security",
            description = "Trust store, key store, versions and ciphers of TLS, with the mail server and with"
                    + " oauth2TokenUri. The default is the JVM's trust store.")
    private SSLContextParameters sslContextParameters;

    @UriParam(
            label = "security",
            description = "The name to send to the server (SNI) and to find in its certificate, if that is not the"
                    + " host of the URI. The name in the certificate is always checked, except with"
                    + " tlsFingerprintsSuffice.")
    private String tlsServerName;

    @UriParam(
            label = "advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description = "The limit for connecting, the TLS handshake and the greeting together, and for a request to"
                    + " oauth2TokenUri from the lookup of its host to the end of the answer.")
    private long connectionTimeout = 30_000;

    @UriParam(
            label = "advanced",
            defaultValue = "60000",
            javaType = "java.time.Duration",
            description = "The limit for each wait for the server.")
    private long readTimeout = 60_000;

    @UriParam(
            label = "advanced",
            defaultValue = "600000",
            javaType = "java.time.Duration",
            description = "The limit for the answer to QUIT. The server removes the deleted messages before it"
                    + " answers, which takes long if there are many.")
    private long quitTimeout = 600_000;

    @UriParam(
            label = "consumer",
            defaultValue = "false",
            description = "Whether a message is deleted from the server once its route has completed. The header or"
                    + " exchange property CamelPop3xDelete overrides it for one message.")
    private boolean delete;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "The largest number of messages that one poll routes; 0 for no limit. The rest waits for"
                    + " the next poll.")
    private int maxMessagesPerPoll;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "Whether a mail is mapped: its text becomes the body, its other parts become attachments,"
                    + " and the exchange property CamelPop3xRawMessage holds its octets. If false, the body is"
                    + " the octets of the message as the server sent them.")
    private boolean mapMailMessage = true;

    @UriParam(
            label = "advanced",
            defaultValue = "131072",
            description = "The largest size in octets of a message that is held in memory on its way to the route; a"
                    + " larger one goes to a file. The default is the threshold of Camel's stream caching if that"
                    + " spools.")
    private Integer spoolThreshold;

    @UriParam(
            label = "advanced",
            description = "The directory for files of larger messages. They are in a subdirectory that only the user"
                    + " of this process can read. The default is the directory of Camel's stream caching if that"
                    + " spools, else the JVM's temporary directory. A spool cipher of stream caching encrypts the"
                    + " files.")
    private String spoolDirectory;

    @UriParam(
            label = "advanced",
            defaultValue = "true",
            description =
                    "Whether a message gives back its file, or its share of spoolMemory, when its exchange is done."
                            + " If false, it does so when nothing can reach the message any more. Set it to false where"
                            + " something keeps exchanges of messages past spoolThreshold: a mock endpoint, a browsable endpoint,"
                            + " a collection. What is in memory can be read for as long as somebody keeps it in any case.")
    private boolean releaseOnCompletion = true;

    @UriParam(
            label = "common",
            description = "Servers to try in turn when the host is unreachable: connecting, TLS or the greeting"
                    + " fails, or the server reports a fault of its own (response code SYS/TEMP). A"
                    + " comma-separated list of host or host:port. All of them must serve the same mailbox.")
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
            description = "A proxy for the connections to the mailbox and to oauth2TokenUri: socks5://host:port or"
                    + " http://host:port. The proxy resolves the names of the hosts. Use proxyUsername and proxyPassword"
                    + " if it requires a login.")
    private String proxy;

    @UriParam(
            label = "advanced,security",
            secret = true,
            description = "The user name for the proxy, if it requires a login; proxyPassword is then required, too.")
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
            description = "The limit for a whole session, however slow the server is.")
    private long sessionTimeout = 1_800_000;

    @UriParam(
            label = "security",
            defaultValue = "auto",
            description = "How to log in: auto for the strongest mechanism that the server offers and the connection"
                    + " makes safe, or a comma-separated list in order of preference of SCRAM-SHA-256,"
                    + " SCRAM-SHA-1 (each also with -PLUS), OAUTHBEARER, XOAUTH2, CRAM-MD5, PLAIN, LOGIN, APOP,"
                    + " USER, EXTERNAL. After a refusal of the credentials no weaker mechanism is tried.")
    private String authMechanisms = "auto";

    @UriParam(
            label = "security",
            description =
                    "Asked for the credentials at every login, with the mailbox's scheme, host, port and username, so"
                            + " that one bean serves many mailboxes, and told when the server refused them. In place of password and accessToken. Without username it is also asked when the "
                            + "endpoint starts, and its user name names the mailbox.")
    private CredentialsProvider credentialsProvider;

    @UriParam(
            label = "security",
            secret = true,
            description = "An OAuth 2.0 access token, sent with OAUTHBEARER or XOAUTH2 instead of a password. Tokens"
                    + " expire: for a route that runs longer use the oauth2 options or a credentialsProvider.")
    private String accessToken;

    @UriParam(
            label = "security",
            description = "The token endpoint for access tokens (RFC 6749), e.g."
                    + " https://login.example.com/oauth2/token. It is reached like the mailbox: through proxy, with"
                    + " sslContextParameters. A token is used until shortly before it expires.")
    private String oauth2TokenUri;

    @UriParam(label = "security", description = "The client id for oauth2TokenUri.")
    private String oauth2ClientId;

    @UriParam(label = "security", secret = true, description = "The client secret for oauth2TokenUri.")
    private String oauth2ClientSecret;

    @UriParam(label = "security", description = "The scope to request at oauth2TokenUri.")
    private String oauth2Scope;

    @UriParam(
            label = "security",
            secret = true,
            description = "A refresh token for oauth2TokenUri; without one the client-credentials grant is " + "used.")
    private String oauth2RefreshToken;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether the credentials are read from a netrc file. Only its owner may have access to the"
                    + " file.")
    private boolean netrc;

    @UriParam(
            label = "security",
            description = "The netrc file; the default is .netrc or _netrc in the home directory.")
    private String netrcFile;

    @UriParam(
            label = "security",
            description = "SHA-256 fingerprints of the server's certificate, comma-separated, in hexadecimal "
                    + "with or without colons. A certificate is trusted if it has one of them, in place "
                    + "of being signed by an authority; its name is checked all the same, except with"
                    + " tlsFingerprintsSuffice.")
    private String tlsFingerprints;

    @UriParam(
            label = "security",
            defaultValue = "false",
            description = "Whether a certificate with one of tlsFingerprints is trusted whatever host it names, for"
                    + " appliances whose certificate names no host, or another. Needs tlsFingerprints.")
    private boolean tlsFingerprintsSuffice;

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            enums = "auto,off",
            description = "Whether commands are sent before earlier answers have arrived: auto if the server"
                    + " announces PIPELINING, off for never.")
    private String pipelining = "auto";

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            description = "How many octets of commands may be sent before their answers have arrived: a number up to"
                    + " 1048576; 0 for one command at a time; or auto, which begins with 8192 and grows while the"
                    + " server goes on answering and commands wait.")
    private String pipelineWindow = "auto";

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            enums = "auto,off",
            description = "Whether a server is asked for mail with UTF-8 in its header as it is (UTF8, RFC 6856):"
                    + " auto where the server announces UTF8, or off. Without it the server may send a substitute.")
    private String utf8 = "auto";

    @UriParam(
            label = "consumer",
            defaultValue = "memory",
            description = "Where the outcome of each message is recorded: memory, which is lost on a restart;"
                    + " journal:DIRECTORY, a file that one process uses at a time; jdbc:#dataSource, a table of a"
                    + " database; or a reference to a bean of type LedgerStore.")
    private Object ledger = "memory";

    @UriParam(
            label = "consumer,advanced",
            description = "The name under which the ledger records the mailbox, instead of login name and host."
                    + " Endpoints with different keys do not share their deliveries.")
    private String mailboxKey;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "604800000",
            javaType = "java.time.Duration",
            description = "How long a message must be absent from listings before its entry in the ledger is dropped."
                    + " If endpoints of one mailbox differ, the one that starts first decides.")
    private long forgetAfter = 604_800_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "30000",
            javaType = "java.time.Duration",
            description = "The limit for each read and each write of the ledger; reading all of a mailbox from a"
                    + " journal may take ten times as long. If endpoints of one mailbox or database differ, the"
                    + " one that starts first decides.")
    private long ledgerTimeout = 30_000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description = "How long a delivered message stays on the server before it is deleted, e.g. 7d. It needs"
                    + " delete=true and a ledger that survives a restart.")
    private long deleteAfter;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "8388608",
            description = "How many octets of messages, as listed, may be requested from the server or wait for their"
                    + " routes. A larger message is requested alone, or while another one arrives for which a route"
                    + " is free. Waiting messages are in memory or in files: see spoolThreshold.")
    private long prefetch = 8L * 1024 * 1024;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description = "How many messages of this endpoint are routed at the same time. With 1 the order of the"
                    + " mailbox is kept.")
    private int concurrentExchanges = 1;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "4000",
            description =
                    "How many messages may be requested, wait for their route or wait for its end. While the limit is reached no"
                            + " message is retrieved.")
    private int maxInFlight = 4000;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "After how many messages a session deletes the delivered ones and quits, and the poll"
                    + " continues in a new session. 0 chooses the number: at least 1,000, and more until the"
                    + " session has lasted ten times as long as connecting, logging in and listing took.")
    private int commitEvery;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "5000",
            javaType = "java.time.Duration",
            description = "How long a session waits for slow routes before it deletes the delivered messages and"
                    + " quits. A later session deletes those that are delivered later.")
    private long sessionIdleTimeout = 5000;

    @UriParam(
            label = "advanced",
            defaultValue = "off",
            enums = "off,commands,full",
            description = "How much of the dialogue with the server is logged to io.github.pop3x.wire: off for"
                    + " nothing, commands for commands and status lines, full for the lines of listings as well."
                    + " Secrets are masked, and messages are never logged.")
    private Transcript transcript = Transcript.OFF;

    @UriParam(
            label = "advanced",
            defaultValue = "auto",
            enums = "auto,always,whenDeleting",
            description = "Whether a session ends with QUIT although some of the retrieved messages are not"
                    + " delivered: always, as in RFC 1939; whenDeleting, for servers that hide or remove"
                    + " retrieved messages, ends such a session without QUIT and deletes in a session of its own;"
                    + " auto uses whenDeleting for servers that are known for this by their greeting, such as"
                    + " Gmail.")
    private QuitPolicy quitPolicy = QuitPolicy.AUTO;

    @UriParam(
            label = "consumer",
            defaultValue = "all",
            enums = "all,now",
            description = "Which messages are routed on the very first poll of a mailbox: all, or now for none of"
                    + " those that are there. The value now needs a ledger that survives a restart.")
    private StartFrom startFrom = StartFrom.ALL;

    @UriParam(
            label = "consumer,advanced",
            defaultValue = "3600000",
            javaType = "java.time.Duration",
            description = "How long a route may run before its message is reported; 0 for no limit. The message is"
                    + " not routed again while the route runs.")
    private long inFlightTimeout = 3_600_000;

    @UriParam(
            label = "consumer,advanced",
            description = "A repository of messages that are not to be routed, in addition to the ledger. It is asked"
                    + " once for each unknown message, whose header is fetched for that, and gets the key of each"
                    + " message whose route has completed. A message that it contains stays on the server.")
    private IdempotentRepository idempotentRepository;

    @UriParam(
            label = "consumer,advanced",
            description = "The key of a message in the idempotentRepository: an expression in the Simple language, or a"
                    + " reference to a bean of type org.apache.camel.Expression, which sees what headerFilter sees; or"
                    + " camelMail for the keys that camel-mail makes: the Message-ID, else a digest of the header. The"
                    + " default is a digest of mailbox, unique id and header. A message for which the expression has no"
                    + " value gets the default key. Example: ${header.Message-ID}")
    private Object idempotentKey;

    @UriParam(
            label = "consumer,advanced",
            description = "A repository in which each message is claimed before it is routed, and released"
                    + " afterwards. It lets several processes share a mailbox; they must share the repository,"
                    + " and its claims should expire.")
    private IdempotentRepository inProgressRepository;

    @UriParam(
            label = "consumer,filter",
            description = "Which messages are routed, by what the listing says of each, before any is retrieved: an"
                    + " expression in the Simple language, or a reference to a bean of type"
                    + " org.apache.camel.Predicate. It sees the headers CamelPop3xMessageNumber, CamelPop3xSize,"
                    + " CamelPop3xUid and CamelPop3xAttempt. Example: ${header.CamelPop3xSize} range '1..1048576'")
    private Object filter;

    @UriParam(
            label = "consumer,filter",
            description = "Which messages are routed, by the fields of the mail, which are fetched without the rest"
                    + " of it: an expression in the Simple language, or a reference to a bean of type"
                    + " org.apache.camel.Predicate. It sees the fields as headers, encoded as in the mail, and"
                    + " the headers that filter sees. The answer is remembered while the message is listed."
                    + " Example: ${header.Subject} contains 'invoice'")
    private Object headerFilter;

    @UriParam(
            label = "consumer,filter",
            prefix = "searchTerm.",
            multiValue = true,
            description = "Which messages are routed, as camel-mail has it, beside headerFilter:"
                    + " searchTerm.subject=invoice, and likewise from, to, fromSentDate and toSentDate, each a time such"
                    + " as now-24h or 2026-01-31 12:30:00; or a reference to a bean of type SearchTerm. All terms must"
                    + " match. They look at the header, and terms that need the body are refused. What does not match"
                    + " stays on the server.")
    private Object searchTerm;

    @UriParam(
            label = "consumer",
            defaultValue = "0",
            description = "How many times a message is routed before it is given up; 0 for no limit. A message that"
                    + " was given up stays on the server and is reported once.")
    private int maxAttempts;

    @UriParam(
            label = "common",
            defaultValue = "0",
            description = "The largest size of a message, in octets as listed; 0 for no limit. The option oversize"
                    + " says what a consumer does with a larger message; the operation retrieve fails.")
    private long maxMessageSize;

    @UriParam(
            label = "consumer,filter",
            defaultValue = "skip",
            enums = "skip,headers,fail",
            description = "What happens to a message larger than maxMessageSize, which is never retrieved whole: skip"
                    + " leaves it on the server; headers routes its header and topLines of its body; fail leaves"
                    + " it and reports it once to the exception handler, as a Pop3xOversizeException (with"
                    + " bridgeErrorHandler=true, to the route's error handler).")
    private Oversize oversize = Oversize.SKIP;

    @UriParam(
            label = "consumer",
            defaultValue = "oldest",
            enums = "oldest,newest,smallest",
            description = "The order in which a poll routes messages. New messages always come before those whose"
                    + " route has failed.")
    private Order order = Order.OLDEST;

    @UriParam(
            label = "consumer",
            defaultValue = "message",
            enums = "message,headers",
            description = "How much of each message is retrieved: the whole message, or its header and topLines of"
                    + " its body. A message that was not retrieved whole is deleted only if the route sets"
                    + " CamelPop3xDelete, whatever the option delete says.")
    private Fetch fetch = Fetch.MESSAGE;

    @UriParam(
            label = "common",
            defaultValue = "0",
            description = "How many lines of the body are retrieved with the header when a message is not retrieved"
                    + " whole.")
    private int topLines;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Whether a session that retrieved a message sends RSET before it deletes and quits. Use it"
                    + " for servers that mark retrieved messages as read and undo this on RSET.")
    private boolean rsetBeforeQuit;

    @UriParam(
            label = "producer",
            enums = "stat,list,uidl,top,retrieve,delete,deleteAll,capa,noop,verify,diagnose,drain",
            description = "What is done in the mailbox for each exchange that is sent to the endpoint. The header"
                    + " CamelPop3xOperation overrides it.")
    private Pop3xOperation operation;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the operation deleteAll is allowed. It cannot be set by a header.")
    private boolean confirm;

    @UriParam(
            label = "producer",
            description = "The endpoint that the operation drain sends each mail to, as an exchange of its own, such as"
                    + " direct:mail.")
    private String drainTo;

    @UriParam(
            label = "producer",
            defaultValue = "0",
            javaType = "java.time.Duration",
            description =
                    "How long the operation drain may take: after that no more routes start, and what is delivered"
                            + " is deleted. 0 for no limit.")
    private long maxDuration;

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
            description = "Which version of the text becomes the body of a mail that has both.")
    private TextPreference bodyPreference = TextPreference.PLAIN;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "Whether encoded words in header fields are decoded when a mail is mapped. Addresses are"
                    + " parsed before they are decoded, so that a display name cannot pass for an address.")
    private boolean mimeDecodeHeaders = true;

    @UriParam(
            label = "common",
            defaultValue = "true",
            description = "Whether encoded words in the names of attachments are decoded before the names are made"
                    + " safe.")
    private boolean decodeFilename = true;

    @UriParam(
            label = "advanced",
            defaultValue = "part",
            enums = "part,uuid,never",
            description = "The name of a part without one: part for its place in the mail (part-2.1.pdf), uuid for a"
                    + " random name; never leaves out such parts.")
    private MissingNames generateMissingAttachmentNames = MissingNames.PART;

    @UriParam(
            label = "advanced",
            defaultValue = "number",
            enums = "number,uuidPrefix,uuidSuffix,never",
            description = "What happens to attachments of the same name: number renames the second to name-2.txt;"
                    + " uuidPrefix and uuidSuffix rename all of them; never leaves out all but the first.")
    private DuplicateNames handleDuplicateAttachmentNames = DuplicateNames.NUMBER;

    @UriParam(
            label = "advanced",
            defaultValue = "false",
            description = "Whether a mail with two attachments of the same name fails, unless they are renamed with a"
                    + " UUID. A mail that fails stays on the server and is routed again.")
    private boolean failOnDuplicateFileAttachment;

    @UriParam(
            label = "advanced",
            defaultValue = "1000",
            description = "The largest number of parts of a mapped mail. The body of a mail with more is its octets.")
    private int maxParts = MimeLimits.DEFAULT.maxParts();

    @UriParam(
            label = "advanced",
            defaultValue = "32",
            description = "How deeply the multiparts of a mapped mail may be nested. The body of a mail with deeper"
                    + " ones is its octets.")
    private int maxDepth = MimeLimits.DEFAULT.maxDepth();

    @UriParam(
            label = "advanced",
            defaultValue = "262144",
            description = "How many octets of a mail's header are read when it is mapped, and how many of the headers"
                    + " of its parts together. A field beyond the limit is left out.")
    private int maxHeaderSize = MimeLimits.DEFAULT.maxHeaderSize();

    @UriParam(
            label = "common",
            defaultValue = "false",
            description = "Whether the header CamelPop3xSha256 holds the digest of the message's octets.")
    private boolean sha256;

    @UriParam(
            label = "advanced",
            description = "Makes the message of an exchange from a mail, instead of mapMailMessage and its options.")
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

    public boolean isReleaseOnCompletion() {
        return releaseOnCompletion;
    }

    public void setReleaseOnCompletion(boolean releaseOnCompletion) {
        this.releaseOnCompletion = releaseOnCompletion;
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

    public boolean isTlsFingerprintsSuffice() {
        return tlsFingerprintsSuffice;
    }

    public void setTlsFingerprintsSuffice(boolean tlsFingerprintsSuffice) {
        this.tlsFingerprintsSuffice = tlsFingerprintsSuffice;
    }

    public String getPipelining() {
        return pipelining;
    }

    public void setPipelining(String pipelining) {
        this.pipelining = pipelining;
    }

    public String getPipelineWindow() {
        return pipelineWindow;
    }

    public void setPipelineWindow(String pipelineWindow) {
        this.pipelineWindow = pipelineWindow;
    }

    public String getUtf8() {
        return utf8;
    }

    public void setUtf8(String utf8) {
        this.utf8 = utf8;
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

    public Object getIdempotentKey() {
        return idempotentKey;
    }

    public void setIdempotentKey(Object idempotentKey) {
        this.idempotentKey = idempotentKey;
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

    public Object getSearchTerm() {
        return searchTerm;
    }

    public void setSearchTerm(Object searchTerm) {
        this.searchTerm = searchTerm;
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

    public String getDrainTo() {
        return drainTo;
    }

    public void setDrainTo(String drainTo) {
        this.drainTo = drainTo;
    }

    public long getMaxDuration() {
        return maxDuration;
    }

    public void setMaxDuration(long maxDuration) {
        this.maxDuration = maxDuration;
    }
}
