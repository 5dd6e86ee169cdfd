#pragma once

#include <stomp/protocol/frame.h>

#include <QTableWidget>

#include <vector>

namespace Ui {

/** Headers to send, as rows of name and value; an empty row at the end takes the next one. */
class HeaderTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit HeaderTable(QWidget* parent = nullptr);

    void setHeaders(const std::vector<Stomp::Header>& headers);
    /** Rows with a name, in order; nothing trimmed. */
    [[nodiscard]] std::vector<Stomp::Header> headers() const;

private:
    void keepEmptyRow();
};

} // namespace Ui
