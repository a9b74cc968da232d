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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.github.pop3x.testing.ChildJvm;
import io.github.pop3x.testing.mail.MappedViews;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a route sees of a mail does not depend on settings of the JVM that other users of Jakarta Mail need. */
class JvmSettingsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final List<String> SETTINGS = List.of(
            "-Dfile.encoding=US-ASCII",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Asia/Kolkata",
            "-Dmail.mime.address.strict=false",
            "-Dmail.mime.allowutf8=true",
            "-Dmail.mime.applefilenames=true",
            "-Dmail.mime.base64.ignoreerrors=true",
            "-Dmail.mime.charset=KOI8-R",
            "-Dmail.mime.contentdisposition.strict=false",
            "-Dmail.mime.contenttypehandler=io.github.pop3x.None",
            "-Dmail.mime.decodefilename=true",
            "-Dmail.mime.decodeparameters=false",
            "-Dmail.mime.decodeparameters.strict=true",
            "-Dmail.mime.decodetext.strict=false",
            "-Dmail.mime.encodefilename=true",
            "-Dmail.mime.encodeparameters=false",
            "-Dmail.mime.foldtext=false",
            "-Dmail.mime.ignoremultipartencoding=false",
            "-Dmail.mime.ignoreunknownencoding=true",
            "-Dmail.mime.ignorewhitespacelines=true",
            "-Dmail.mime.multipart.allowempty=true",
            "-Dmail.mime.multipart.ignoreexistingboundaryparameter=true",
            "-Dmail.mime.multipart.ignoremissingboundaryparameter=false",
            "-Dmail.mime.multipart.ignoremissingendboundary=false",
            "-Dmail.mime.parameters.strict=false",
            "-Dmail.mime.setcontenttypefilename=false",
            "-Dmail.mime.setdefaulttextcharset=false",
            "-Dmail.mime.uudecode.ignoreerrors=true",
            "-Dmail.mime.uudecode.ignoremissingbeginend=true",
            "-Dmail.mime.windowsfilenames=true");

    @TempDir
    Path directory;

    @Test
    void theViewIsTheSame() throws IOException {
        String usual = views("usual", List.of("-Dfile.encoding=UTF-8"));
        assertTrue(usual.lines().count() > 500, usual);
        assertEquals(usual, views("other", SETTINGS));
    }

    private String views(String name, List<String> settings) throws IOException {
        Path file = directory.resolve(name);
        try (ChildJvm program =
                new ChildJvm(MappedViews.class, directory.resolve("errors"), PATIENCE, settings, file.toString())) {
            assertEquals(0, program.stop(), program::errors);
        }
        return Files.readString(file);
    }
}
