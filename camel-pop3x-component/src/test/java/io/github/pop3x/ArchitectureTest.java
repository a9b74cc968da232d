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

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** Holds the arrows: the root speaks Camel, the client speaks POP3, and dependencies only point downward. */
@AnalyzeClasses(packages = "io.github.pop3x", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.pop3x";
    private static final String LEDGER = ROOT + ".ledger..";
    private static final String SPOOL = ROOT + ".spool..";
    private static final String MIME = ROOT + ".mime..";
    private static final String CLIENT = ROOT + ".client";
    private static final String WIRE = CLIENT + ".wire..";
    private static final String COMMAND = CLIENT + ".command..";
    private static final String AUTH = CLIENT + ".auth..";
    private static final String CAMEL = "org.apache.camel..";

    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage(ROOT + "..");

    /** The values of command and auth are words of the client's own interface; of wire it shows only these few. */
    private static final DescribedPredicate<JavaClass> SHOWN_BY_THE_CLIENT = nameMatching(
                    ".*\\.(WireTap|WireLine|WireLimits|Reach|IpVersion|ProxyAddress|PinnedTrust)(\\$.*)?")
            .forSubtype();

    @ArchTest
    static final ArchRule everyClassHasAHomeInTheHouse = classes()
            .should()
            .resideInAnyPackage(ROOT, LEDGER, SPOOL, MIME, CLIENT, WIRE, COMMAND, AUTH)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theRootSpeaksToTheServerOnlyThroughTheClient = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAPackage(WIRE).and(not(SHOWN_BY_THE_CLIENT)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theClientKnowsOnlyItsLeaves = packageKnowsOfOurs(CLIENT, CLIENT, WIRE, COMMAND, AUTH);

    @ArchTest
    static final ArchRule wireKnowsNoKeywordAndNoSecret = packageKnowsOfOurs(WIRE, WIRE);

    @ArchTest
    static final ArchRule commandKnowsNoSocketAndNoSecret = packageKnowsOfOurs(COMMAND, COMMAND);

    @ArchTest
    static final ArchRule authKnowsNeitherWireNorCommand = packageKnowsOfOurs(AUTH, AUTH);

    @ArchTest
    static final ArchRule theLedgerKnowsNoSocketAndNoExchange = packageKnowsOfOurs(LEDGER, LEDGER);

    @ArchTest
    static final ArchRule theSpoolKnowsNeitherLedgerNorClient = packageKnowsOfOurs(SPOOL, SPOOL);

    @ArchTest
    static final ArchRule mimeKnowsOnlyOctets = packageKnowsOfOurs(MIME, MIME);

    @ArchTest
    static final ArchRule onlyTheRootAndTheSpoolNameCamel = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, SPOOL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CAMEL)
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyWireNamesSockets = noClasses()
            .that()
            .resideOutsideOfPackage(WIRE)
            .should()
            .dependOnClassesThat(belongToAnyOf(java.net.Socket.class, javax.net.ssl.SSLSocket.class))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theClientDoesNoLogging = noClasses()
            .that()
            .resideInAPackage(CLIENT + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.github.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    /** What {@code home} names of the project's own classes lies in {@code allowed}. */
    private static ArchRule packageKnowsOfOurs(String home, String... allowed) {
        return noClasses()
                .that()
                .resideInAPackage(home)
                .should()
                .dependOnClassesThat(OURS.and(not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true);
    }
}
