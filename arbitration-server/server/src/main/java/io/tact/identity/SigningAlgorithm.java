package io.tact.identity;

import com.nimbusds.jose.JWSAlgorithm;

/**
 * How a token may be signed. There is no {@code none} here, and no algorithm with a shared secret: whoever knows an issuer's public
 * key, which everybody does, could sign with it.
 */
public enum SigningAlgorithm {
    RS256(JWSAlgorithm.RS256),
    RS384(JWSAlgorithm.RS384),
    RS512(JWSAlgorithm.RS512),
    PS256(JWSAlgorithm.PS256),
    PS384(JWSAlgorithm.PS384),
    PS512(JWSAlgorithm.PS512),
    ES256(JWSAlgorithm.ES256),
    ES384(JWSAlgorithm.ES384),
    ES512(JWSAlgorithm.ES512),
    EdDSA(JWSAlgorithm.EdDSA);

    private final JWSAlgorithm algorithm;

    SigningAlgorithm(JWSAlgorithm algorithm) {
        this.algorithm = algorithm;
    }

    boolean is(JWSAlgorithm other) {
        return algorithm.equals(other);
    }
}
