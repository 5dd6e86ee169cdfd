#include "headerjson.h"

namespace Ui {

QJsonArray toJson(const std::vector<Stomp::Header>& headers)
{
    QJsonArray all;
    for (const Stomp::Header& header : headers) {
        all.append(
            QJsonArray{QString::fromStdString(header.name), QString::fromStdString(header.value)});
    }
    return all;
}

std::vector<Stomp::Header> headersFromJson(const QJsonValue& value)
{
    std::vector<Stomp::Header> headers;
    for (const QJsonValue& one : value.toArray()) {
        const QJsonArray pair = one.toArray();
        if (pair.size() == 2 && pair.at(0).isString() && pair.at(1).isString()) {
            headers.push_back(
                {pair.at(0).toString().toStdString(), pair.at(1).toString().toStdString()});
        }
    }
    return headers;
}

} // namespace Ui
