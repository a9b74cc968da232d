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
 * The spool: the octets of messages on their way to routes, in memory or in private files.
 *
 * <p>A {@link io.github.pop3x.spool.SpooledMessage} counts its references. Its octets are removed when the last reference is
 * released or unreachable. {@link io.github.pop3x.spool.SpoolMemory} bounds what is in memory. The next process removes the
 * files of a process that was killed. No {@code FileChannel} is used where Camel may interrupt, since an interrupt closes it.
 */
package io.github.pop3x.spool;
