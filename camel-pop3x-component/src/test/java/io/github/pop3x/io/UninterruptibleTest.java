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
package io.github.pop3x.io;

import java.net.URL;
import java.net.URLClassLoader;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertSame;

/** Threads that work for others. */
class UninterruptibleTest {

    @Test
    void theWorkSeesTheCallersContextClassLoader() throws Exception {
        Thread caller = Thread.currentThread();
        ClassLoader before = caller.getContextClassLoader();
        try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
            caller.setContextClassLoader(application);
            assertSame(application, Uninterruptible.call("test", () -> Thread.currentThread()
                    .getContextClassLoader()));
            caller.setContextClassLoader(null);
            assertSame(null, Uninterruptible.call("test", () -> Thread.currentThread()
                    .getContextClassLoader()));
        } finally {
            caller.setContextClassLoader(before);
        }
    }
}
