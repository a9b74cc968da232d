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
 * Stored messages: the octets of each, between the server and its route, in memory or in a private file.
 *
 * <p>A {@link io.github.pop3x.spool.SpooledMessage} counts its references and is gone when the last is released or
 * unreachable. It survives the interruption of a thread: no {@code FileChannel} is used where Camel may interrupt. What is
 * in memory at a time is bounded by {@link io.github.pop3x.spool.SpoolMemory}; the files of a process that was killed are
 * removed by the next.
 */
package io.github.pop3x.spool;
