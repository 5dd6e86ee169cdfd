#include "selfsigned.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace Stomp {

namespace {

constexpr long s_day = 24L * 3600;

template <auto Free>
struct Deleter
{
    template <typename T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;

QByteArray contents(const Bio& bio)
{
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<qsizetype>(size)};
}

bool add(X509& certificate, int kind, const std::string& value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, &certificate, &certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(&certificate, extension.get(), -1) == 1;
}

bool fill(X509& certificate, EVP_PKEY& key, const std::string& address)
{
    std::array<unsigned char, 8> serial{};
    if (RAND_bytes(serial.data(), static_cast<int>(serial.size())) != 1)
        return false;
    std::uint64_t number = 1;
    for (const unsigned char byte : serial)
        number = (number << 8 | byte) & ~(std::uint64_t{1} << 63);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(&certificate), number);
    X509_set_version(&certificate, X509_VERSION_3);
    X509_gmtime_adj(X509_getm_notBefore(&certificate), -s_day); // clocks differ
    X509_gmtime_adj(X509_getm_notAfter(&certificate), 365 * s_day);
    X509_set_pubkey(&certificate, &key);
    X509_NAME* name = X509_get_subject_name(&certificate);
    const std::string subject = "STOMP Console practice broker";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char*>(subject.data()), static_cast<int>(subject.size()),
        -1, 0);
    X509_set_issuer_name(&certificate, name);
    std::string names = "DNS:localhost,IP:127.0.0.1,IP:::1";
    if (!address.empty())
        names += ",IP:" + address;
    return add(certificate, NID_subject_alt_name, names)
        && add(certificate, NID_basic_constraints, "critical,CA:FALSE")
        && add(certificate, NID_ext_key_usage, "serverAuth")
        && X509_sign(&certificate, &key, EVP_sha256()) > 0;
}

QString lastError()
{
    std::array<char, 256> text{};
    ERR_error_string_n(ERR_get_error(), text.data(), text.size());
    return QString::fromLatin1(text.data());
}

} // namespace

SelfSigned makeSelfSigned(const std::string& address)
{
    SelfSigned made;
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    const Bio keyText(BIO_new(BIO_s_mem()));
    const Bio certificateText(BIO_new(BIO_s_mem()));
    if (!key || !certificate || !keyText || !certificateText || !fill(*certificate, *key, address)
        || PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)
            != 1
        || PEM_write_bio_X509(certificateText.get(), certificate.get()) != 1) {
        made.error = lastError();
        return made;
    }
    made.key = contents(keyText);
    made.certificate = contents(certificateText);
    return made;
}

bool isKeyOf(const QByteArray& key, const QByteArray& certificate)
{
    const Bio keyText(BIO_new_mem_buf(key.constData(), static_cast<int>(key.size())));
    const Bio certificateText(
        BIO_new_mem_buf(certificate.constData(), static_cast<int>(certificate.size())));
    const Key ours(PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr));
    const Certificate theirs(PEM_read_bio_X509(certificateText.get(), nullptr, nullptr, nullptr));
    const bool belongs = ours && theirs && X509_check_private_key(theirs.get(), ours.get()) == 1;
    ERR_clear_error();
    return belongs;
}

} // namespace Stomp
