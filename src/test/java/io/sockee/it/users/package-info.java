/** An application of the tests: for users who register and log in. */
package io.sockee.it.users;
