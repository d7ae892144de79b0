package io.tact.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/** Verifies signatures with public keys; Ed25519 by the JDK, the others by Nimbus. Pure. */
final class Signatures {
    private static final DefaultJWSVerifierFactory VERIFIERS = new DefaultJWSVerifierFactory();

    /** RFC 8410: what stands before the 32 bytes of an Ed25519 key in its X.509 form. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    /** Of a set without ids a token may be tried with so many keys. */
    private static final int MOST_TRIED = 8;

    /** A shorter one can be broken. */
    private static final int LEAST_RSA_BITS = 2_048;

    private Signatures() {}

    /** The keys that a token may be signed with: of the kind of its algorithm, for signatures, and of the id that it names. */
    static List<JWK> candidates(JWSHeader header, JWKSet keys) {
        JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
        return matcher == null
                ? List.of()
                : new JWKSelector(matcher)
                        .select(keys).stream()
                                .filter(key -> key instanceof AsymmetricJWK)
                                .filter(key ->
                                        !key.getKeyType().getValue().equals("RSA") || key.size() >= LEAST_RSA_BITS)
                                .limit(MOST_TRIED)
                                .toList();
    }

    /** Whether one of the keys signed it. */
    static boolean isSignedBy(SignedJWT token, List<JWK> keys) {
        for (JWK key : keys) {
            try {
                if (isSignedBy(token, key)) {
                    return true;
                }
            } catch (JOSEException | GeneralSecurityException e) {
                // A key of another kind than the algorithm: it did not sign this.
                continue;
            }
        }
        return false;
    }

    private static boolean isSignedBy(SignedJWT token, JWK key) throws JOSEException, GeneralSecurityException {
        if (key instanceof OctetKeyPair pair) {
            return Curve.Ed25519.equals(pair.getCurve())
                    && token.getHeader().getCriticalParams() == null
                    && isSignedBy(token, pair);
        }
        PublicKey open = ((AsymmetricJWK) key).toPublicKey();
        return token.verify(VERIFIERS.createJWSVerifier(token.getHeader(), open));
    }

    private static boolean isSignedBy(SignedJWT token, OctetKeyPair pair) throws GeneralSecurityException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ED25519);
        encoded.writeBytes(pair.getDecodedX());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }
}
