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
package io.github.pop3x.testing;

/** Stands where a test has named no default answerer: whatever asks for one is a mistake of the transcript. */
final class NoAnswerer implements Answerer {

    @Override
    public void greet(ServerWire wire) {
        throw new IllegalStateException("a connection that no transcript is left for, and no answers(…) was called");
    }

    @Override
    public boolean answer(String command, ServerWire wire) {
        throw new IllegalStateException("S! default, but no answers(…) was called");
    }
}
