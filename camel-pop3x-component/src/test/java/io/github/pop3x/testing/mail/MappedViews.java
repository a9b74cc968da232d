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
package io.github.pop3x.testing.mail;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.pop3x.testing.TrickyMails;

/** A program that maps mails and writes what a route sees of them into a file. */
public final class MappedViews {

    private MappedViews() {}

    /** @param arguments the file */
    public static void main(String[] arguments) throws Exception {
        try (MailMapper mapper = new MailMapper("");
                Writer views = Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> mail : TrickyMails.all().entrySet()) {
                views.write(mail.getKey() + "\n" + MappedView.of(mapper.map(mail.getValue())));
            }
            List<BreakingMail> breaking = Stream.of(
                            BrokenMails.all(),
                            StructuredMails.all(),
                            NamedMails.all(),
                            TextMails.all(),
                            BlankMails.all(),
                            CharsetMails.all())
                    .flatMap(each -> each)
                    .toList();
            for (BreakingMail mail : breaking) {
                views.write(mail.mail() + "\n" + MappedView.of(mapper.map(mail.mail())));
            }
        }
    }
}
