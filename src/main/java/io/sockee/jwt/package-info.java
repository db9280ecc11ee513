/** Users by tokens of other issuers: JSON Web Tokens, whose keys the issuers publish. Needs the library nimbus-jose-jwt. */
@NullMarked
package io.sockee.jwt;

import org.jspecify.annotations.NullMarked;
