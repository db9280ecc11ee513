/** The databases that the tests run on. */
package io.sockee.databases;
