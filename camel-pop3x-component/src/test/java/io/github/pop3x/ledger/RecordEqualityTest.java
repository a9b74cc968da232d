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
package io.github.pop3x.ledger;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

/** Records whose equality is written out are equal if each component is, as other records are. */
class RecordEqualityTest {

    private static final Record ENTRY = SomeEntries.full("uid", EntryState.DELIVERED);
    private static final Record IDENTITY = new MessageIdentity("uid", 5_000_000_000L, 3);

    static Stream<Record> records() {
        return Stream.of(ENTRY, IDENTITY);
    }

    private static Object[] values(Record record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(record);
        }
        return values;
    }

    private static Record with(Record record, Object... values) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(record.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        Constructor<? extends Record> canonical = record.getClass().getDeclaredConstructor(types);
        return canonical.newInstance(values);
    }

    /** Another value of the same type. */
    private static Object changed(Object value) {
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Boolean truth) {
            return !truth;
        }
        if (value instanceof String text) {
            return text + "!";
        }
        if (value instanceof EntryState) {
            return EntryState.CONFIRMED;
        }
        if (value instanceof MessageIdentity identity) {
            return identity.twin(9);
        }
        return new Fingerprint(1, 2, 3, 4);
    }

    @ParameterizedTest
    @MethodSource("records")
    void theSameValuesAreEqual(Record record) throws ReflectiveOperationException {
        Record same = with(record, values(record));
        assertEquals(record, same);
        assertEquals(record.hashCode(), same.hashCode());
        assertNotEquals(record, null);
        assertNotEquals(record, "another kind");
    }

    @ParameterizedTest
    @MethodSource("records")
    void eachComponentCounts(Record record) throws ReflectiveOperationException {
        for (int i = 0; i < values(record).length; i++) {
            Object[] values = values(record);
            values[i] = changed(values[i]);
            assertNotEquals(
                    record,
                    with(record, values),
                    record.getClass().getRecordComponents()[i].getName());
        }
    }
}
