# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Certificates of a lab that speaks TLS.

# One authority; each host may serve and, in a migration, call; the client may call.
make_certificates() { # HOST
  local pki=$lab/pki own=$lab/pki/host-$1
  mkdir -p "$pki/client" "$own"
  if [[ ! -e $pki/ca-cert.pem ]]; then
    openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=affinity lab" \
      -addext "keyUsage=critical,keyCertSign" -keyout "$pki/ca-key.pem" -out "$pki/ca-cert.pem" 2>/dev/null
    certificate "$pki/client/clientcert.pem" "$pki/client/clientkey.pem" client clientAuth DNS:client
    cp "$pki/ca-cert.pem" "$pki/client/cacert.pem"
  fi
  certificate "$own/server-cert.pem" "$own/server-key.pem" "$1" serverAuth,clientAuth \
    "DNS:$1,IP:$(address_of "$1")"
  cp "$pki/ca-cert.pem" "$own/ca-cert.pem"
  cp "$own/server-cert.pem" "$own/client-cert.pem"
  cp "$own/server-key.pem" "$own/client-key.pem"
}

certificate() { # CERTIFICATE KEY NAME USAGE ALTERNATIVE_NAMES
  openssl req -new -newkey rsa:2048 -nodes -subj "/CN=$3" -keyout "$2" -out "$1.request" 2>/dev/null
  openssl x509 -req -in "$1.request" -days 30 -CA "$lab/pki/ca-cert.pem" -CAkey "$lab/pki/ca-key.pem" \
    -CAcreateserial -out "$1" 2>/dev/null -extfile <(
      echo "keyUsage=critical,digitalSignature,keyEncipherment"
      echo "extendedKeyUsage=$4"
      echo "subjectAltName=$5"
    )
  rm -f "$1.request"
}
