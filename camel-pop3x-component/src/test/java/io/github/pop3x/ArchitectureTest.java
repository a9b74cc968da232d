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

import java.util.List;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.pop3x.testing.FileRings;
import org.apache.camel.spi.IdempotentRepository;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the structure: the root speaks Camel and nothing names it, each step of a message's way has a package, and each
 * package names only what stands below it. A rule that matches nothing fails.
 */
@AnalyzeClasses(packages = "io.github.pop3x", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.pop3x";
    private static final String EXCHANGE = ROOT + ".exchange";
    private static final String DELIVERY = ROOT + ".delivery";
    private static final String OPERATION = ROOT + ".operation";
    private static final String RETRIEVAL = ROOT + ".retrieval";
    private static final String SELECTION = ROOT + ".selection";
    private static final String SESSION = ROOT + ".session";
    private static final String MAILBOX = ROOT + ".mailbox";
    private static final String CONTENT = ROOT + ".content";
    private static final String METRICS = ROOT + ".metrics";
    private static final String SEARCH = ROOT + ".search";
    private static final String CONTEXT = ROOT + ".context";
    private static final String OAUTH2 = ROOT + ".oauth2";
    private static final String OPTION = ROOT + ".option";
    private static final String LEDGER = ROOT + ".ledger";
    private static final String STORE = LEDGER + ".store";
    private static final String IO = ROOT + ".io";
    private static final String SPOOL = ROOT + ".spool";
    private static final String MIME = ROOT + ".mime";
    private static final String DIGEST = ROOT + ".digest";
    private static final String CLIENT = ROOT + ".client";
    private static final String WIRE = CLIENT + ".wire";
    private static final String COMMAND = CLIENT + ".command";
    private static final String AUTH = CLIENT + ".auth";
    private static final String TEXT = CLIENT + ".text";
    private static final String DIAGNOSIS = ROOT + ".diagnosis";
    private static final String CAMEL = "org.apache.camel..";

    /** Component, endpoint, two consumers with their base class, and producer name each other in every Camel component. */
    private static final int LARGEST_RING = 6;

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    /** The values of command and auth are words of the client's own interface; of wire it shows only these few. */
    private static final DescribedPredicate<JavaClass> SHOWN_BY_THE_CLIENT = nameMatching(
                    ".*\\.(WireTap|WireLine|WireLimits|Reach|IpVersion|ProxyAddress|ProxyFailure|PinnedTrust|Cancellation|Http(Post|Answer))(\\$.*)?")
            .forSubtype();

    @ArchTest
    static final ArchRule everyClassHasAPackageOfTheStructure = classes()
            .should()
            .resideInAnyPackage(
                    ROOT, CONTEXT, SEARCH, EXCHANGE, DELIVERY, OPERATION, RETRIEVAL, SELECTION, SESSION, MAILBOX,
                    CONTENT, METRICS, OAUTH2, OPTION, LEDGER, STORE, IO, SPOOL, MIME, DIGEST, DIAGNOSIS, CLIENT, WIRE,
                    COMMAND, AUTH, TEXT);

    @ArchTest
    static final ArchRule nothingNamesTheRoot = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule exchangeTurnsDeliveriesIntoExchanges =
            packageKnowsOfOurs(EXCHANGE, DELIVERY, RETRIEVAL, MAILBOX, LEDGER, SPOOL, MIME);

    @ArchTest
    static final ArchRule deliveryHoldsSessionsAndAwaitsVerdicts =
            packageKnowsOfOurs(DELIVERY, RETRIEVAL, SELECTION, SESSION, MAILBOX, LEDGER, SPOOL, CLIENT, COMMAND, WIRE);

    @ArchTest
    static final ArchRule operationKnowsNoLedger =
            packageKnowsOfOurs(OPERATION, RETRIEVAL, SESSION, MAILBOX, OPTION, SPOOL, CLIENT, COMMAND, TEXT);

    @ArchTest
    static final ArchRule retrievalKnowsNeitherQueueNorRoute =
            packageKnowsOfOurs(RETRIEVAL, SELECTION, MAILBOX, OPTION, LEDGER, SPOOL, MIME, CLIENT, COMMAND);

    @ArchTest
    static final ArchRule selectionRetrievesNothing =
            packageKnowsOfOurs(SELECTION, MAILBOX, OPTION, LEDGER, MIME, DIGEST, CLIENT, COMMAND);

    @ArchTest
    static final ArchRule sessionKnowsNoMessage =
            packageKnowsOfOurs(SESSION, MAILBOX, OPTION, CLIENT, COMMAND, AUTH, WIRE, TEXT);

    @ArchTest
    static final ArchRule mailboxIsTheVocabulary = packageKnowsOfOurs(MAILBOX, LEDGER, MIME, CLIENT, COMMAND);

    @ArchTest
    static final ArchRule contentKnowsOnlyOctetsAndMime = packageKnowsOfOurs(CONTENT, OPTION, SPOOL, MIME);

    @ArchTest
    static final ArchRule metricsKnowOnlyTheFiguresOfAMailbox = packageKnowsOfOurs(METRICS, MAILBOX);

    @ArchTest
    static final ArchRule searchAsksTheHeader = packageKnowsOfOurs(SEARCH, SELECTION, MAILBOX, MIME);

    @ArchTest
    static final ArchRule whatAContextSharesKnowsNothingOfOurs = packageKnowsOfOurs(CONTEXT);

    /** It may be missing from the class path. */
    @ArchTest
    static final ArchRule onlyTheMetricsNameMicrometer = noClasses()
            .that()
            .resideOutsideOfPackage(METRICS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule oauth2KnowsNoMailbox = packageKnowsOfOurs(OAUTH2, WIRE, TEXT);

    @ArchTest
    static final ArchRule optionsAreValues = packageKnowsOfOurs(OPTION, CLIENT, COMMAND);

    @ArchTest
    static final ArchRule diagnosisKnowsTheClientAndWhereAHeaderEnds =
            packageKnowsOfOurs(DIAGNOSIS, MIME, DIGEST, CLIENT, WIRE, COMMAND, AUTH, TEXT);

    @ArchTest
    static final ArchRule onlyTheRootNamesTheDiagnosis = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, DIAGNOSIS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DIAGNOSIS);

    @ArchTest
    static final ArchRule theClientKnowsOnlyItsLeaves = packageKnowsOfOurs(CLIENT, WIRE, COMMAND, AUTH, TEXT, DIGEST);

    @ArchTest
    static final ArchRule wireKnowsNoKeywordAndNoSecret = packageKnowsOfOurs(WIRE, TEXT, DIGEST);

    @ArchTest
    static final ArchRule commandKnowsNoSocketAndNoSecret = packageKnowsOfOurs(COMMAND, TEXT);

    @ArchTest
    static final ArchRule authKnowsNeitherWireNorCommand = packageKnowsOfOurs(AUTH, TEXT);

    @ArchTest
    static final ArchRule textKnowsNoProtocol = packageKnowsOfOurs(TEXT);

    @ArchTest
    static final ArchRule theLedgerKnowsNoSocketAndNoExchange = packageKnowsOfOurs(LEDGER, IO, DIGEST);

    @ArchTest
    static final ArchRule storesKnowOnlyTheLedgerAndIo = packageKnowsOfOurs(STORE, LEDGER, IO, DIGEST);

    @ArchTest
    static final ArchRule onlyTheRootChoosesAStore = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, STORE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(STORE);

    @ArchTest
    static final ArchRule ioKnowsNothingOfOurs = packageKnowsOfOurs(IO);

    @ArchTest
    static final ArchRule theSpoolKnowsNeitherLedgerNorClient = packageKnowsOfOurs(SPOOL, IO);

    @ArchTest
    static final ArchRule mimeKnowsOnlyOctets = packageKnowsOfOurs(MIME);

    @ArchTest
    static final ArchRule digestKnowsOnlyOctets = packageKnowsOfOurs(DIGEST);

    @ArchTest
    static final ArchRule onlyTheClientSpeaksToSockets = noClasses()
            .that()
            .resideOutsideOfPackages(CLIENT + "..")
            .should()
            .dependOnClassesThat(resideInAPackage(WIRE).and(not(SHOWN_BY_THE_CLIENT)));

    @ArchTest
    static final ArchRule onlySevenPackagesSpeakCamel = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, CONTEXT, SEARCH, EXCHANGE, CONTENT, METRICS, SPOOL)
            .should()
            .dependOnClassesThat(resideInAPackage(CAMEL)
                    .and(not(belongToAnyOf(IdempotentRepository.class)))
                    .and(not(resideInAPackage("org.apache.camel.util.json"))));

    @ArchTest
    static final ArchRule onlySelectionAndTheRootNameIdempotentRepositories = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, SELECTION)
            .should()
            .dependOnClassesThat(belongToAnyOf(IdempotentRepository.class));

    @ArchTest
    static final ArchRule onlyWireNamesSockets = noClasses()
            .that()
            .resideOutsideOfPackage(WIRE)
            .should()
            .dependOnClassesThat(belongToAnyOf(java.net.Socket.class, javax.net.ssl.SSLSocket.class));

    @ArchTest
    static final ArchRule theClientAndTheDiagnosisDoNoLogging = noClasses()
            .that()
            .resideInAnyPackage(CLIENT + "..", DIAGNOSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..");

    /** A prefix is for people who import a class beside others' classes. */
    @ArchTest
    static final ArchRule namesOfTheRootBeginWithPop3x = classes()
            .that()
            .resideInAPackage(ROOT)
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should()
            .haveNameMatching(".*\\.(Pop3x\\w+|Drained|Removed|Reached|UniqueId)");

    @ArchTest
    static final ArchRule namesElsewhereDoNot =
            noClasses().that().resideOutsideOfPackage(ROOT).should().haveSimpleNameStartingWith("Pop3x");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.github.(**)").should().beFreeOfCycles();

    @ArchTest
    static void noRingOfFilesIsLargerThanThatOfCamel(JavaClasses all) {
        List<Set<String>> rings = FileRings.of(all, ROOT);
        assertThat(rings).isNotEmpty().allSatisfy(ring -> {
            int most = ring.stream().allMatch(file -> file.matches("io\\.github\\.pop3x\\.\\w+")) ? LARGEST_RING : 3;
            assertThat(ring).hasSizeLessThanOrEqualTo(most);
        });
    }

    /** What {@code home} names of the project's own classes lies there or in {@code allowed}. */
    private static ArchRule packageKnowsOfOurs(String home, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(home)
                .should()
                .dependOnClassesThat(OURS.and(not(resideInAPackage(home))).and(not(resideInAnyPackage(allowed))));
    }
}
