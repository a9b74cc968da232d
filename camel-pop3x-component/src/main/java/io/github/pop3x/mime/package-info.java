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
/**
 * The structure of a mail (RFC 2045 to 2047, 2183, 2231), read in one pass over octets that may be larger than the heap.
 *
 * <p>A {@link io.github.pop3x.mime.MimeReader} splits the octets into {@linkplain io.github.pop3x.mime.MimeEntity entities}: a
 * header and a range of octets, which is decoded when it is read. {@link io.github.pop3x.mime.MailContent} separates the text
 * from the attached parts. {@link io.github.pop3x.mime.MimeLimits} bounds what a sender may choose. A fault of the mail is a
 * {@link io.github.pop3x.mime.MimeDefect}, never an exception: every mail can be read.
 *
 * <p>This package uses no library, and no other package of this project.
 */
package io.github.pop3x.mime;
