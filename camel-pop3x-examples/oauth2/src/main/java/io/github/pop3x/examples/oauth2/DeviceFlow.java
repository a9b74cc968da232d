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
package io.github.pop3x.examples.oauth2;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;

/**
 * The device flow (RFC 8628), for a machine without a browser: the user opens an address on another device and types a code
 * there, while this program asks the authority from time to time.
 */
final class DeviceFlow {

    /** The shortest time between two requests, whatever the authority says. */
    private static final long LEAST_INTERVAL_SECONDS = 1;

    /** How much less often is asked after "slow down" (RFC 8628 §3.5). */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private final Authority authority;
    private final Registration registration;
    private final Pause pause;

    /** Lets a time pass. */
    interface Pause {
        /** Waits. */
        void of(Duration time) throws InterruptedException;
    }

    DeviceFlow(Authority authority, Registration registration, Pause pause) {
        this.authority = authority;
        this.registration = registration;
        this.pause = pause;
    }

    /**
     * Obtains a refresh token.
     *
     * @param user gets the address to open and the code to type there
     * @param deadline for all of it, the user included
     * @throws AuthorityException if the user or the authority refuses
     * @throws TimeoutException if the deadline or the lifetime of the code is over
     * @throws IOException if the authority cannot be reached or does not answer as it should
     */
    String refreshToken(BiConsumer<URI, String> user, Deadline deadline)
            throws IOException, InterruptedException, TimeoutException {
        DeviceAuthorizationSuccessResponse device = device(deadline);
        user.accept(device.getVerificationURI(), device.getUserCode().getValue());
        Deadline end = deadline.orIn(Duration.ofSeconds(device.getLifetime()));
        Duration interval = Duration.ofSeconds(Math.max(LEAST_INTERVAL_SECONDS, device.getInterval()));
        TokenClient tokens = new TokenClient(authority, registration);
        DeviceCodeGrant grant = new DeviceCodeGrant(device.getDeviceCode());
        while (true) {
            if (end.left().compareTo(interval) < 0) {
                throw new TimeoutException("The user has not consented in time");
            }
            pause.of(interval);
            try {
                return tokens.refreshToken(grant, end);
            } catch (AuthorityException e) {
                switch (e.code()) {
                    case "authorization_pending" -> {}
                    case "slow_down" -> interval = interval.plus(SLOWER);
                    default -> throw e;
                }
            }
        }
    }

    private DeviceAuthorizationSuccessResponse device(Deadline deadline)
            throws IOException, InterruptedException, TimeoutException {
        URI endpoint = authority
                .deviceUri()
                .orElseThrow(() -> new IllegalArgumentException("The authority has no deviceUri; leave --device out"));
        Optional<ClientAuthentication> authentication = registration.authentication();
        DeviceAuthorizationRequest request = authentication
                .map(DeviceAuthorizationRequest.Builder::new)
                .orElseGet(() -> new DeviceAuthorizationRequest.Builder(registration.clientId()))
                .endpointURI(endpoint)
                .scope(new TokenClient(authority, registration).scope())
                .build();
        try {
            DeviceAuthorizationResponse response =
                    DeviceAuthorizationResponse.parse(TokenClient.send(request.toHTTPRequest(), deadline));
            if (!response.indicatesSuccess()) {
                throw TokenClient.refused(response.toErrorResponse().getErrorObject());
            }
            return response.toSuccessResponse();
        } catch (ParseException e) {
            throw TokenClient.notUnderstood(e);
        }
    }
}
