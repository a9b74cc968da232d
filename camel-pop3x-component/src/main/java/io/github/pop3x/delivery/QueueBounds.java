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
package io.github.pop3x.delivery;

/**
 * How far the poll thread may go ahead of routes.
 *
 * @param octets that may wait or be asked for; a single larger message may alone
 * @param messages that may be on their way without a verdict
 * @param workers how many routes run at a time
 */
public record QueueBounds(long octets, int messages, int workers) {}
