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
package io.github.pop3x.client.command;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ResponseCodeTest {

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertEquals(ResponseCode.LOGIN_DELAY, new ResponseCode("Login-Delay"));
        assertEquals("[LOGIN-DELAY]", new ResponseCode("login-delay").toString());
    }

    @Test
    void aRefinementIsWithinItsParents() {
        ResponseCode disk = new ResponseCode("SYS/TEMP/DISK");
        assertTrue(disk.isWithin(disk));
        assertTrue(disk.isWithin(ResponseCode.SYS_TEMP));
        assertTrue(disk.isWithin(new ResponseCode("sys")));
    }

    @Test
    void aParentIsNotWithinItsRefinementNorWithinASibling() {
        assertFalse(new ResponseCode("SYS").isWithin(ResponseCode.SYS_TEMP));
        assertFalse(ResponseCode.SYS_PERM.isWithin(ResponseCode.SYS_TEMP));
    }

    @Test
    void aLongerNameIsNotARefinement() {
        assertFalse(new ResponseCode("SYS/TEMPORARY").isWithin(ResponseCode.SYS_TEMP));
        assertFalse(new ResponseCode("AUTHOR").isWithin(ResponseCode.AUTH));
    }
}
