#pragma once

#include <stomp/dialect/dialect.h>
#include <stomp/protocol/frame.h>

#include <QWidget>

#include <string_view>
#include <vector>

class QTableView;
class QToolButton;

namespace Ui {

class ElidedLabel;
class HeaderDelegate;
class HeaderEditModel;

/**
 * The headers of a message to be published: add by the last row, edit in place, remove with Del.
 * Names and values are completed with what the broker understands, and the chosen header is
 * explained in a line below.
 */
class PublishHeaders : public QWidget
{
    Q_OBJECT

public:
    explicit PublishHeaders(QWidget* parent = nullptr);

    void setHeaders(std::vector<Stomp::Header> headers);
    [[nodiscard]] std::vector<Stomp::Header> headers() const;
    [[nodiscard]] bool has(std::string_view name) const;
    [[nodiscard]] HeaderEditModel* model() const { return m_model; }
    [[nodiscard]] QTableView* view() const { return m_view; }

    /** The broker family that the message goes to. */
    void setDialect(Stomp::Dialect dialect);
    /** What the chosen header means there, as shown. */
    [[nodiscard]] QString note() const;

    void addRow();
    void removeRow();
    /** Takes what is still being typed into a cell. */
    void commit();

Q_SIGNALS:
    void changed();

private:
    void showNote();

    Stomp::Dialect m_dialect = Stomp::Dialect::Generic;
    HeaderEditModel* m_model;
    HeaderDelegate* m_delegate;
    ElidedLabel* m_note;
    QTableView* m_view;
    QToolButton* m_remove;
};

} // namespace Ui
