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

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import io.github.pop3x.examples.oauth2.TokenServer.Answer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What an authorization server has granted to its one client. A refresh token is good for one request, whose answer has the next
 * one: one that is used twice has been stolen, and all of its family are void then (RFC 9700 §4.14.2). Thread-safe.
 */
final class Grants {

    private final Registration client;
    private final Duration lifetime;
    private final Clock clock;

    private final Map<String, String> challenges = new HashMap<>();
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private String refreshToken;
    private String deviceCode;
    private boolean hasConsented;
    private int rotations;

    /**
     * @param client who may ask
     * @param lifetime of an access token
     * @param clock tells when a token expires
     */
    Grants(Registration client, Duration lifetime, Clock clock) {
        this.client = client;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** Whether an access token is good now. */
    synchronized boolean isGood(String accessToken) {
        Instant end = accessTokens.get(accessToken);
        return end != null && clock.instant().isBefore(end);
    }

    /** How many times a refresh token was replaced by the next one. */
    synchronized int rotations() {
        return rotations;
    }

    /** The user consents to what a browser asks for: gives a code, or nothing to a request that is not right. */
    synchronized Optional<String> code(Map<String, String> request) {
        boolean isRight = client.id().equals(request.get("client_id"))
                && "code".equals(request.get("response_type"))
                && "S256".equals(request.get("code_challenge_method"))
                && request.containsKey("code_challenge");
        if (!isRight) {
            return Optional.empty();
        }
        String code = random();
        challenges.put(code + " " + request.get("redirect_uri"), request.get("code_challenge"));
        return Optional.of(code);
    }

    /** A device asks for a code that its user can type. */
    synchronized Answer device(Map<String, String> request, String verificationUri) {
        if (!client.id().equals(request.get("client_id"))) {
            return Answer.error("invalid_client");
        }
        deviceCode = random();
        hasConsented = false;
        return Answer.of(
                200,
                "{\"device_code\":\"" + deviceCode + "\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":\""
                        + verificationUri + "\",\"expires_in\":300,\"interval\":1}");
    }

    /** The user of the device consents. */
    synchronized void consentOnDevice() {
        hasConsented = true;
    }

    /** The token endpoint (RFC 6749 §3.2). */
    synchronized Answer token(Map<String, String> request) {
        boolean isClient = client.id().equals(request.get("client_id"))
                && client.secret().equals(Optional.ofNullable(request.get("client_secret")));
        if (!isClient) {
            return Answer.error("invalid_client");
        }
        return switch (request.getOrDefault("grant_type", "")) {
            case "authorization_code" -> ofCode(request);
            case "urn:ietf:params:oauth:grant-type:device_code" -> ofDevice(request);
            case "refresh_token" -> ofRefreshToken(request);
            case "client_credentials" -> Answer.of(200, "{" + accessToken() + "}");
            default -> Answer.error("unsupported_grant_type");
        };
    }

    /** A code is good once, at the address that it was sent to, and with the secret behind its challenge (RFC 7636 §4.6). */
    private Answer ofCode(Map<String, String> request) {
        String challenge = challenges.remove(request.get("code") + " " + request.get("redirect_uri"));
        return challenge != null && challenge.equals(challenge(request.getOrDefault("code_verifier", "")))
                ? withRefreshToken()
                : Answer.error("invalid_grant");
    }

    private Answer ofDevice(Map<String, String> request) {
        if (deviceCode == null || !deviceCode.equals(request.get("device_code"))) {
            return Answer.error("invalid_grant");
        }
        if (!hasConsented) {
            return Answer.error("authorization_pending");
        }
        deviceCode = null;
        return withRefreshToken();
    }

    private Answer ofRefreshToken(Map<String, String> request) {
        if (refreshToken == null || !refreshToken.equals(request.get("refresh_token"))) {
            refreshToken = null;
            return Answer.error("invalid_grant");
        }
        rotations++;
        return withRefreshToken();
    }

    private Answer withRefreshToken() {
        refreshToken = random();
        return Answer.of(200, "{" + accessToken() + ",\"refresh_token\":\"" + refreshToken + "\"}");
    }

    private String accessToken() {
        String token = random();
        accessTokens.put(token, clock.instant().plus(lifetime));
        return "\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime.toSeconds();
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
