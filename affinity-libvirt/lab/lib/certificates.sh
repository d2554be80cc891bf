# shellcheck shell=bash disable=SC2154 # sourced by lab, which sets lab, here and network
# Certificates of a lab that speaks TLS.

# One authority; each host may serve and, in a migration, call; the client may call. The stranger is a client of another
# authority, which no host knows; the impostor has the stranger's certificate, and trusts the hosts.
make_certificates() { # HOST
  local pki=$lab/pki own=$lab/pki/host-$1
  mkdir -p "$own"
  if [[ ! -e $pki/ca-cert.pem ]]; then
    make_client "$pki" "$pki/client"
    mkdir "$pki/other"
    make_client "$pki/other" "$pki/stranger"
    cp -r "$pki/stranger" "$pki/impostor"
    cp "$pki/ca-cert.pem" "$pki/impostor/cacert.pem"
  fi
  certificate "$own/server-cert.pem" "$own/server-key.pem" "$1" serverAuth,clientAuth \
    "DNS:$1,IP:$(address_of "$1")"
  cp "$pki/ca-cert.pem" "$own/ca-cert.pem"
  cp "$own/server-cert.pem" "$own/client-cert.pem"
  cp "$own/server-key.pem" "$own/client-key.pem"
}

make_client() { # AUTHORITY_FOLDER CLIENT_FOLDER
  mkdir -p "$2"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=affinity lab" \
    -addext "keyUsage=critical,keyCertSign" -keyout "$1/ca-key.pem" -out "$1/ca-cert.pem" 2>/dev/null
  certificate "$2/clientcert.pem" "$2/clientkey.pem" client clientAuth DNS:client "$1"
  cp "$1/ca-cert.pem" "$2/cacert.pem"
}

certificate() { # CERTIFICATE KEY NAME USAGE ALTERNATIVE_NAMES [AUTHORITY_FOLDER]
  local authority=${6:-$lab/pki}
  openssl req -new -newkey rsa:2048 -nodes -subj "/CN=$3" -keyout "$2" -out "$1.request" 2>/dev/null
  openssl x509 -req -in "$1.request" -days 30 -CA "$authority/ca-cert.pem" -CAkey "$authority/ca-key.pem" \
    -CAcreateserial -out "$1" 2>/dev/null -extfile <(
      echo "keyUsage=critical,digitalSignature,keyEncipherment"
      echo "extendedKeyUsage=$4"
      echo "subjectAltName=$5"
    )
  rm -f "$1.request"
}
