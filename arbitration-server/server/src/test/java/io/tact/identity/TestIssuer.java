package io.tact.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who issues tokens, right ones and wrong ones of every kind. */
public final class TestIssuer {
    public static final String ISSUER = "https://login.example.org/realms/tact";
    public static final String AUDIENCE = "tact";

    private final RSAKey rsa;
    private final ECKey ec;
    private final OctetKeyPair ed;
    private final PrivateKey edKey;
    private final RSAKey foreign;

    public TestIssuer() {
        try {
            rsa = new RSAKeyGenerator(2_048).keyID("rsa").generate();
            foreign = new RSAKeyGenerator(2_048).keyID("rsa").generate();
            ec = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            edKey = pair.getPrivate();
            byte[] encoded = pair.getPublic().getEncoded();
            Base64URL x = Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
            ed = new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("ed").build();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its public keys, as JSON. */
    public String keySet() {
        return keySet(rsa, ec, ed);
    }

    static String keySet(JWK... keys) {
        return new JWKSet(List.of(keys)).toString(true);
    }

    RSAKey rsa() {
        return rsa;
    }

    /** Which of its tokens are taken. */
    public static TokenRules rules(@Nullable Integer perSecond) {
        return new TokenRules(
                ISSUER,
                AUDIENCE,
                Set.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256, SigningAlgorithm.EdDSA),
                Duration.ofSeconds(30),
                new TokenRules.Claims("roles", "sender_class", "senders", "purposes"),
                perSecond);
    }

    public Tokens tokens() {
        return Tokens.ofKeys(rules(null), keySet(), System::nanoTime);
    }

    /** Claims that are taken at an instant, of somebody with roles; what may be said is added where a sender needs it. */
    public static Map<String, Object> claims(Instant now, Role... roles) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("aud", List.of("other", AUDIENCE));
        claims.put("sub", "ann");
        claims.put("iat", now.getEpochSecond());
        claims.put("nbf", now.getEpochSecond());
        claims.put("exp", now.plusSeconds(600).getEpochSecond());
        claims.put("roles", Arrays.stream(roles).map(Role::toString).toList());
        if (List.of(roles).contains(Role.SENDER)) {
            claims.put("sender_class", "CVM");
            claims.put("purposes", List.of("MARKETING"));
        }
        return claims;
    }

    public String signed(Map<String, Object> claims) {
        return signed(rsa, claims);
    }

    /** With what is null in it. */
    public String signedAsWritten(Map<String, Object> claims) {
        try {
            String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(claims);
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(rsa.getKeyID())
                            .build(),
                    new Payload(json));
            token.sign(new RSASSASigner(rsa));
            return token.serialize();
        } catch (JOSEException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public String signedByEc(Map<String, Object> claims) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("ec").build(), new Payload(claims));
            token.sign(new ECDSASigner(ec));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String signedByEd(Map<String, Object> claims) {
        try {
            String input = part("{\"alg\":\"EdDSA\",\"kid\":\"ed\"}") + "." + part(new Payload(claims).toString());
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(edKey);
            signature.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed with a key of somebody else that calls itself by the same id. */
    public String wronglySigned(Map<String, Object> claims) {
        return signed(foreign, claims);
    }

    /** Not signed at all. */
    public static String unsigned(Map<String, Object> claims) {
        return part("{\"alg\":\"none\"}") + "." + part(new Payload(claims).toString()) + ".";
    }

    /** Signed with HMAC under what everybody knows: the public key. */
    public String signedWithPublicKey(Map<String, Object> claims) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa").build(), new Payload(claims));
            token.sign(new MACSigner(rsa.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(RSAKey key, Map<String, Object> claims) {
        try {
            JWSObject token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(key.getKeyID())
                            .build(),
                    new Payload(claims));
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(String json) {
        return Base64URL.encode(json).toString();
    }
}
