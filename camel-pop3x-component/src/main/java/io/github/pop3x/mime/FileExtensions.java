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
package io.github.pop3x.mime;

import java.util.HashMap;
import java.util.Map;

/** The usual extension of a file by its type. Stateless. */
final class FileExtensions {

    private static final String TABLE = """
            txt text/plain message/delivery-status message/disposition-notification message/feedback-report text/rfc822-headers \
            text/x-markdown message/partial message/external-body
            html text/html application/xhtml+xml text/x-amp-html text/watch-html
            ics text/calendar application/ics
            csv text/csv text/comma-separated-values application/csv
            tsv text/tab-separated-values
            xml text/xml application/xml
            md text/markdown
            css text/css
            js text/javascript application/javascript
            json application/json text/json
            rtf text/rtf application/rtf text/richtext
            vcf text/vcard text/x-vcard text/directory
            log text/x-log
            eml message/rfc822 message/global
            gif image/gif
            jpg image/jpeg image/jpg image/pjpeg
            png image/png image/x-png
            webp image/webp
            svg image/svg+xml
            bmp image/bmp image/x-ms-bmp
            tif image/tiff
            heic image/heic
            avif image/avif
            ico image/x-icon image/vnd.microsoft.icon
            emf image/emf image/x-emf
            wmf image/wmf image/x-wmf
            wav audio/wav audio/x-wav audio/wave audio/vnd.wave
            mp3 audio/mpeg audio/mp3
            m4a audio/mp4 audio/x-m4a
            ogg audio/ogg application/ogg
            amr audio/amr
            mid audio/midi
            mp4 video/mp4
            mpg video/mpeg
            mov video/quicktime
            avi video/x-msvideo
            webm video/webm
            3gp video/3gpp
            pdf application/pdf application/x-pdf
            ps application/postscript
            zip application/zip application/x-zip-compressed application/x-zip
            gz application/gzip application/x-gzip application/gunzip
            bz2 application/x-bzip2
            tar application/x-tar
            tgz application/x-compressed-tar
            7z application/x-7z-compressed
            rar application/vnd.rar application/x-rar-compressed application/x-rar
            doc application/msword
            xls application/vnd.ms-excel application/msexcel application/x-msexcel
            ppt application/vnd.ms-powerpoint application/mspowerpoint
            docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
            xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
            pptx application/vnd.openxmlformats-officedocument.presentationml.presentation
            odt application/vnd.oasis.opendocument.text
            ods application/vnd.oasis.opendocument.spreadsheet
            odp application/vnd.oasis.opendocument.presentation
            msg application/vnd.ms-outlook
            dat application/ms-tnef application/vnd.ms-tnef
            edi application/edifact application/edi-x12 application/edi-consent
            asc application/pgp-signature application/pgp-encrypted application/pgp-keys
            p7s application/pkcs7-signature application/x-pkcs7-signature
            p7m application/pkcs7-mime application/x-pkcs7-mime
            """;

    private static final Map<String, String> EXTENSIONS = new HashMap<>();

    static {
        for (String line : TABLE.lines().toList()) {
            String[] words = line.split(" ");
            for (int i = 1; i < words.length; i++) {
                EXTENSIONS.put(words[i], "." + words[0]);
            }
        }
    }

    private FileExtensions() {}

    /** The extension of a type in lower case, with its dot; {@code .bin} if none is usual. */
    static String of(String type) {
        String known = EXTENSIONS.get(type);
        if (known == null && type.endsWith("+xml")) {
            return ".xml";
        }
        return known == null && type.endsWith("+json") ? ".json" : known == null ? ".bin" : known;
    }
}
