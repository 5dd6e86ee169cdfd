#pragma once

#include <stomp/dialect/headerfact.h>
#include <stomp/protocol/frame.h>

#include <QTableWidget>

#include <vector>

namespace Ui {

class HeaderDelegate;

/**
 * Headers to send, as rows of name and value; an empty row at the end takes the next one. Completes
 * them with what a broker understands, once it is told which.
 */
class HeaderTable : public QTableWidget
{
    Q_OBJECT

public:
    explicit HeaderTable(QWidget* parent = nullptr);

    void setHeaders(const std::vector<Stomp::Header>& headers);
    /** Rows with a name, in order; nothing trimmed. */
    [[nodiscard]] std::vector<Stomp::Header> headers() const;

    /** What the headers are for, and the broker family that reads them. */
    void setUse(Stomp::HeaderUse use, Stomp::Dialect dialect);

Q_SIGNALS:
    /** What the chosen header means there; empty when nothing can be said. */
    void noteChanged(const QString& note);

private:
    void keepEmptyRow();
    void tellNote();

    HeaderDelegate* m_delegate = nullptr;
    Stomp::HeaderUse m_use = Stomp::HeaderUse::Send;
    Stomp::Dialect m_dialect = Stomp::Dialect::Generic;
};

} // namespace Ui
